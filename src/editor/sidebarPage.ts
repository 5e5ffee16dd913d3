export interface SidebarPageParts {
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The source expression that the style sheet is loaded from. */
  readonly cspSource: string;
  /** Unguessable, new for each page; letters and digits only. */
  readonly nonce: string;
}

/** The sidebar's page. Nothing runs or loads but one script with the nonce and one style sheet of ours. */
export function sidebarPage({ scriptUri, styleUri, cspSource, nonce }: SidebarPageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource} 'nonce-${nonce}'`;
  // The component library puts the nonce of `csp-nonce` on the style elements it makes.
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${styleUri}">
<title>Understand this</title>
</head>
<body>
<div id="app"></div>
<script type="module" nonce="${nonce}" src="${scriptUri}"></script>
</body>
</html>
`;
}
