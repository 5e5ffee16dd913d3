import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const retryMs = 500;

function holderIsAlive(lockFile) {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs `work` while no other process holds `lockFile`. A lock whose process is gone is taken over. */
export async function withLock(lockFile, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let told = false; ;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderIsAlive(lockFile)) {
      rmSync(lockFile, { force: true });
      continue;
    }
    if (!told) process.stderr.write('Waiting for another installation in this folder to finish …\n');
    told = true;
    await wait(retryMs);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}
