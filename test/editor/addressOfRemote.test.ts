import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutPassword } from '../../src/editor/addressOfRemote.ts';

test('the address of a remote is shown without the password in it', () => {
  assert.equal(withoutPassword('https://ada:secret@example.org/a.git'), 'https://example.org/a.git');
  assert.equal(withoutPassword('https://token@example.org/a@b.git'), 'https://example.org/a@b.git');
  assert.equal(withoutPassword('git@example.org:a.git'), 'git@example.org:a.git');
  assert.equal(withoutPassword('/srv/git/a.git'), '/srv/git/a.git');
});
