import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const names = 'ts-morph/names';
const written = /^import \{ (?<others>(?:\w+, )?)ts \} from 'ts-morph';$/mu;

/**
 * Makes `ts.isIdentifier` of `src/` a plain variable in the bundle. The compiler's own object answers each of its two thousand names through
 * a getter, and a walk over a tree asks for one at every node: a tenth of the time of an index went there. Only what is set once, when the
 * compiler is loaded, may be used: `ts.sys` and its like would be those of that moment.
 */
export const namesOfTs = {
  name: 'names-of-ts',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const found = written.exec(text);
      if (!found) return undefined;
      const others = found.groups?.others.replace(', ', '') ?? '';
      const own = others === '' ? '' : ` import { ${others} } from 'ts-morph';`;
      return { contents: text.replace(written, `import * as ts from '${names}';${own}`), loader: 'ts' };
    });
    build.onResolve({ filter: /^ts-morph\/names$/ }, () => ({ path: names, namespace: 'names-of-ts' }));
    build.onLoad({ filter: /.*/, namespace: 'names-of-ts' }, () => {
      const { ts } = createRequire(import.meta.url)('ts-morph');
      const listed = Object.keys(ts).filter((name) => /^[A-Za-z_$][\w$]*$/u.test(name) && name !== 'default');
      const lines = listed.map((name) => `export const ${name} = api.${name};`);
      return { contents: `import { ts as api } from 'ts-morph';\n${lines.join('\n')}\n`, resolveDir: import.meta.dirname };
    });
  },
};
