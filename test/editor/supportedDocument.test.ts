import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSupportedDocument } from '../../src/editor/supportedDocument.ts';

test('TypeScript and JavaScript are read on disk, on a remote and unsaved', () => {
  for (const languageId of ['typescript', 'typescriptreact', 'javascript', 'javascriptreact']) {
    for (const scheme of ['file', 'vscode-remote', 'untitled']) assert.ok(isSupportedDocument({ languageId, uri: { scheme } }));
  }
});

test('old text in a diff, notebook cells and other languages are left alone', () => {
  assert.ok(!isSupportedDocument({ languageId: 'typescript', uri: { scheme: 'git' } }));
  assert.ok(!isSupportedDocument({ languageId: 'typescript', uri: { scheme: 'vscode-notebook-cell' } }));
  assert.ok(!isSupportedDocument({ languageId: 'typescript', uri: { scheme: 'vsls' } }), 'a guest of a shared session');
  assert.ok(!isSupportedDocument({ languageId: 'python', uri: { scheme: 'file' } }));
});
