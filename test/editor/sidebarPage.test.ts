import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sidebarPage } from '../../src/editor/sidebarPage.ts';

const html = sidebarPage({
  scriptUri: 'https://host/webview.js',
  styleUri: 'https://host/webview.css',
  cspSource: 'https://host',
  nonce: 'abc123',
});

test('the page allows one script by nonce, one style sheet by origin, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(html)?.[1];
  assert.equal(policy, "default-src 'none'; script-src 'nonce-abc123'; style-src https://host 'nonce-abc123'");
});

test('the page holds no inline script, style or handler', () => {
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=/u);
  assert.deepEqual(html.match(/<script[^>]*>[^<]*<\/script>/gu), [
    '<script type="module" nonce="abc123" src="https://host/webview.js"></script>',
  ]);
});
