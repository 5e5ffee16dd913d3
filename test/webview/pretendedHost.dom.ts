import type { Pretended } from './sidebarBrowser.ts';

/** Runs in the page before anything of it: plays the part of VS Code towards the webview. */
const stateKey = 'webview state';
const pretended: Pretended = {
  sent: [],
  violations: [],
  async show(snapshot) {
    window.postMessage(snapshot);
    await painted();
  },
  async useTheme({ bodyClass, kind, variables }) {
    const { style } = document.documentElement;
    for (const name of [...style].filter((property) => property.startsWith('--vscode-'))) style.removeProperty(name);
    for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
    style.setProperty('background', 'var(--vscode-sideBar-background)');
    document.body.className = bodyClass;
    document.body.dataset['vscodeThemeKind'] = kind;
    await painted();
  },
  bordersOf: (selector) => [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element).borderTopColor),
};

Object.assign(globalThis, {
  pretended,
  acquireVsCodeApi: () => ({
    postMessage: (message: Pretended['sent'][number]) => pretended.sent.push(message),
    getState: (): unknown => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
  }),
});

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
  pretended.violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
});

// What VS Code's own style sheet for webviews gives a page to begin with, in its layer.
const defaults = new CSSStyleSheet();
defaults.replaceSync(`@layer vscode-default {
  body { margin: 0; padding: 0 20px; color: var(--vscode-editor-foreground); font: var(--vscode-font-weight) var(--vscode-font-size) var(--vscode-font-family); }
  code { color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
}`);
document.adoptedStyleSheets.push(defaults);

async function painted(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
