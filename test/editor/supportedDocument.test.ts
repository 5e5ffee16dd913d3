import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCodeFile } from '../../src/changes/codeFiles.ts';
import { followedFiles, isFollowedDocument, isSupportedDocument } from '../../src/editor/supportedDocument.ts';

test("TypeScript and JavaScript are read on disk, on a remote, unsaved and in a notebook's cells", () => {
  for (const languageId of ['typescript', 'typescriptreact', 'javascript', 'javascriptreact']) {
    for (const scheme of ['file', 'vscode-remote', 'untitled', 'vscode-notebook-cell'])
      assert.ok(isSupportedDocument({ languageId, uri: { scheme } }));
  }
});

test('old text in a diff and other languages are left alone', () => {
  assert.ok(!isSupportedDocument({ languageId: 'typescript', uri: { scheme: 'git' } }));
  assert.ok(!isSupportedDocument({ languageId: 'typescript', uri: { scheme: 'vsls' } }), 'a guest of a shared session');
  assert.ok(!isSupportedDocument({ languageId: 'python', uri: { scheme: 'file' } }));
});

test('who wrote what is followed in other languages too, and so are their writes on disk', () => {
  assert.ok(isFollowedDocument({ languageId: 'python', uri: { scheme: 'file' } }));
  assert.ok(!isFollowedDocument({ languageId: 'markdown', uri: { scheme: 'file' } }));
  const extensions = /\*\.\{(.+?)\}/u.exec(followedFiles)?.[1]?.split(',') ?? [];
  assert.ok(extensions.length > 20);
  for (const extension of extensions) assert.ok(isCodeFile(`src/a.${extension}`), extension);
  assert.match(followedFiles, /\{package\.json,/u);
});
