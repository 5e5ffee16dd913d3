import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ada = { name: 'Ada Okafor', email: 'ada@corner-shop.example' };
const ben = { name: 'Ben Lindqvist', email: 'ben@corner-shop.example' };
const claude = 'Co-Authored-By: Claude <noreply@anthropic.com>';

/**
 * The playground's past, oldest first. A step commits `files` as they are now; `earlier` puts an older text in place of a part
 * first, which a later step that names the file again brings to its present form. `agent` adds the trailer agents write.
 */
const steps = [
  { day: 0, who: ada, files: ['package.json', 'tsconfig.json', 'README.md', 'src/order.ts'], message: 'Orders' },
  {
    day: 1,
    who: ada,
    files: ['src/pricing.ts', 'test'],
    message: 'Prices of lines and orders',
    earlier: [['src/pricing.ts', ' >= 10 ?', ' >= 12 ?']],
  },
  { day: 2, who: ben, files: ['src/inventory.ts', 'src/mailer.ts'], message: 'Reserve stock, send receipts' },
  { day: 4, who: ada, files: ['src/payments.ts'], message: 'Charge a customer through the gateway', agent: true },
  {
    day: 5,
    who: ben,
    files: ['src/checkout.ts'],
    message: 'Checkout: reserve, charge, send the receipt',
    agent: true,
    earlier: [
      [
        'src/checkout.ts',
        "    order.status = 'open';\n    await releaseAll(shop.warehouse, order.lines);\n",
        "    order.status = 'open';\n",
      ],
    ],
  },
  { day: 6, who: ada, files: ['src/pricing.ts'], message: 'The discount starts at ten pieces' },
  { day: 8, who: ben, files: ['src/checkout.ts'], message: 'Give the stock back when the charge fails', agent: true },
  { day: 9, who: ada, files: ['src/retry.ts', 'src/priceCache.ts'], message: 'Retry and a cache of prices' },
  { day: 11, who: ada, files: ['src/cart.ts'], message: 'The cart as a reducer', agent: true },
  { day: 12, who: ben, files: ['src/cancelOrder.ts', 'src/restock.ts'], message: 'Cancel an order, order what is missing' },
  { day: 13, who: ada, files: ['src/counter.ts'], message: 'Serve a queue of orders\n\nA declined card cancels its order.', agent: true },
];

const dayMs = 24 * 60 * 60 * 1000;
const firstDay = Date.UTC(2026, 8, 1, 9);

/** Makes `folder`, a copy of the playground, a git repository with that past. Without `agents` no commit carries a trailer. */
export function buildHistory(folder, { agents = true } = {}) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const git = (args, env = {}) =>
    execFileSync('git', args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...clean, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env },
    });
  git(['init', '--quiet', '--initial-branch=main']);
  git(['config', 'user.name', ada.name]);
  git(['config', 'user.email', ada.email]);
  for (const { day, who, files, message, agent, earlier = [] } of steps) {
    const present = new Map(earlier.map(([file]) => [file, readFileSync(join(folder, file), 'utf8')]));
    for (const [file, now, before] of earlier) {
      const text = readFileSync(join(folder, file), 'utf8');
      if (!text.includes(now)) throw new Error(`${file} does not hold ${JSON.stringify(now)}`);
      writeFileSync(join(folder, file), text.replace(now, before));
    }
    const date = new Date(firstDay + day * dayMs).toISOString();
    git(['add', '--', ...files]);
    git(['commit', '--quiet', '-m', agent === true && agents ? `${message}\n\n${claude}` : message], {
      GIT_AUTHOR_NAME: who.name,
      GIT_AUTHOR_EMAIL: who.email,
      GIT_COMMITTER_NAME: who.name,
      GIT_COMMITTER_EMAIL: who.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    });
    for (const [file, text] of present) writeFileSync(join(folder, file), text);
  }
}
