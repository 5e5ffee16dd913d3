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
  focusedName() {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return '';
    const isField = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
    const label = isField ? focused.labels?.[0]?.textContent : undefined;
    return (focused.getAttribute('aria-label') ?? label ?? focused.textContent).replaceAll(/\s+/gu, ' ').trim();
  },
  focusRingIsSeen() {
    const focused = document.activeElement;
    const around = [focused, focused?.shadowRoot?.activeElement, focused?.closest('label')];
    return around.some((element) => element && getComputedStyle(element).outlineStyle !== 'none');
  },
  contrastsOf(selector, property) {
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    const below = luminance(pixel([ground]));
    return [...document.querySelectorAll(selector)].map((element) => {
      const above = luminance(pixel([ground, getComputedStyle(element).getPropertyValue(property)]));
      return (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
    });
  },
  attributes: () =>
    [...document.querySelectorAll('main *')].flatMap(({ attributes }) => Array.from(attributes, ({ name, value }) => `${name}=${value}`)),
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

/** What is seen where colours lie on one another, as red, green and blue from 0 to 255. */
function pixel(colours: readonly string[]): readonly number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) throw new Error('No canvas');
  for (const colour of colours) {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  }
  return Array.from(context.getImageData(0, 0, 1, 1).data.subarray(0, 3));
}

/** Relative luminance, WCAG 2.2. */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
