import { createHash } from 'node:crypto';

/**
 * Hashes of neighbouring lines as tools write them, in the way that `like` is written: `sha256:` or `murmur3:`, lower-case hex. Tools hash
 * the text with or without the last line end, hence two.
 */
export function contentHashes(lines: readonly string[], like: string): readonly string[] {
  const text = lines.join('\n');
  const texts = [text, `${text}\n`];
  if (like.startsWith('murmur3:'))
    return texts.map((each) => `murmur3:${murmur3(Buffer.from(each, 'utf8')).toString(16).padStart(8, '0')}`);
  return texts.map((each) => `sha256:${createHash('sha256').update(each).digest('hex')}`);
}

/** MurmurHash3, x86, 32 bits, seed 0, by its public description; not a safe hash, only what some tools write. */
function murmur3(bytes: Buffer): number {
  const mixed = (block: number): number => {
    const scrambled = Math.imul(block, 0xcc9e2d51);
    return Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  };
  let hash = 0;
  const tail = bytes.length - (bytes.length % 4);
  for (let offset = 0; offset < tail; offset += 4) {
    hash ^= mixed(bytes.readInt32LE(offset));
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  let rest = 0;
  for (let offset = bytes.length - 1; offset >= tail; offset -= 1) rest = (rest << 8) | (bytes[offset] ?? 0);
  if (tail < bytes.length) hash ^= mixed(rest);
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
