import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webConcepts } from '../../../src/analysis/concepts/webConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'hook-deps',
    shows: 'function User({ options }) { useEffect(() => { load(options); }, [options]); return <p/>; }',
    why: '`useEffect` runs again when `options` is another object than before, equal content or not; what is not listed stays as it was.',
    near: 'function User({ options }) { const value = useRef(options); return <p>{value.current}</p>; }',
  },
  {
    id: 'hook-cleanup',
    shows: "function Size() {\n  useEffect(() => {\n    window.addEventListener('resize', update);\n  }, []);\n  return <p/>;\n}",
    why: 'The effect returns no cleanup: what `window.addEventListener` (line 3) set up stays, and each run adds one more.',
    near: "function Size() { useEffect(() => { window.addEventListener('resize', update); return () => window.removeEventListener('resize', update); }, []); return <p/>; }",
  },
  {
    id: 'state-updater',
    shows: 'function Counter() { const [count, setCount] = useState(0); return <button onClick={() => setCount(count + 1)}/>; }',
    why: '`count` is the value of this render: two such calls before the next one count once; `(count) => …` would see the newest.',
    near: 'function Counter() { const [count, setCount] = useState(0); return <button onClick={() => setCount((old) => old + 1)}>{count}</button>; }',
  },
  {
    id: 'state-identity',
    shows:
      'function List() { const [items, setItems] = useState([]); const add = (item) => { items.push(item); setItems(items); }; return <Add onAdd={add}/>; }',
    why: 'Line 1 changes `items` itself, and the same object is set again: React sees no change and does not render.',
    near: 'function List() { const [items, setItems] = useState([]); const add = (item) => { setItems([...items, item]); }; return <Add onAdd={add}/>; }',
  },
  {
    id: 'key-prop',
    shows: 'function List({ items }) { return <ul>{items.map((item, index) => <Row key={index} item={item}/>)}</ul>; }',
    why: '`key={index}` names the place, not the item: when one is inserted or removed, the others take over its state.',
    near: 'function List({ items }) { return <ul>{items.map((item, index) => <Row key={item.id} at={index}/>)}</ul>; }',
  },
  {
    id: 'express-return',
    shows: 'function show(req, res) {\n  if (!req.user) {\n    res.status(401).json({});\n  }\n  res.json(req.user);\n}',
    why: 'Nothing ends the handler here: after this answer line 5 runs too and answers a second time.',
    near: 'function show(req, res) { if (!req.user) { res.status(401).json({}); return; } res.json(req.user); }',
  },
  {
    id: 'express-async-error',
    shows: "function routes(app) { app.get('/orders', async (req, res) => { const orders = await db.all(); res.json(orders); }); }",
    why: 'When this `async` handler rejects, Express 4 never hears of it: the request hangs; Express 5 hands it to the error middleware.',
    near: "function routes(app) { app.get('/orders', async (req, res) => { try { res.json(await db.all()); } catch (error) { res.status(500).end(); } }); }",
  },
  {
    id: 'middleware-order',
    shows: "function routes(app) { app.use(requireUser); app.get('/orders', list); }",
    why: '`requireUser` sees only requests to routes of `app` that are added after this line.',
    near: "function routes(app) { app.get('/orders', list); theme.use(dark); }",
  },
  {
    id: 'stream-error',
    shows: 'function download(path, res) { fs.createReadStream(path).pipe(res); }',
    why: 'An error of the source does not reach `res`: each needs its own `error` listener, or `pipeline`.',
    near: 'function active(users$) { return users$.pipe(filter((user) => user.active)); }',
  },
  {
    id: 'sync-io-block',
    shows: "function config(path) { return JSON.parse(fs.readFileSync(path, 'utf8')); }",
    why: 'While `readFileSync` waits for the disk or process, this whole process does nothing else: no request, no timer.',
    near: "async function config(path) { return JSON.parse(await fs.promises.readFile(path, 'utf8')); }",
  },
  {
    id: 'path-injection',
    shows: 'function avatar(folder, name) { return path.join(folder, name); }',
    why: '`..` in `name` leads out of `folder`: `join` follows it, nothing here holds it back.',
    near: "function avatar(folder, name) { return path.join(folder, 'avatar.png') + hash(name); }",
  },
  {
    id: 'path-injection',
    shows: "function find(db, name) { return db.query(`SELECT * FROM users WHERE name = '${name}'`); }",
    why: '`name` becomes part of the SQL itself: quotes or `;` in it are obeyed, not stored.',
    near: "function find(db, name) { return db.query('SELECT * FROM users WHERE name = ?', [name]); }",
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(webConcepts, cases), []));
