import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { PlayPanel } from '../../src/terms/play.ts';
import type { Play } from '../../src/exercises/play/openPlay.ts';
import { playPanel } from '../../src/exercises/play/playPanel.ts';
import { replayTrace } from './replayTrace.ts';
import { concurrently } from './runProgram.ts';
import { corpusStudy, type CorpusUnit } from './units.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = Number(process.env['UNDERSTAND_UNITS'] ?? (long ? 300 : 6));
/** Most functions open with something to choose between. The full count is a figure to be reported, the sample a guard. */
const leastShare = long ? 0.78 : 0.5;

const corpus = corpusStudy();
after(() => corpus.dispose());

interface Played {
  readonly unit: CorpusUnit;
  readonly ms: number;
  readonly play?: Play;
  readonly panel?: PlayPanel;
  readonly reason?: string;
}

async function played(unit: CorpusUnit): Promise<Played> {
  const startedAt = performance.now();
  const opened = await corpus.study.play(unit.file, unit.studied);
  const panel = opened.ok ? await playPanel({ play: opened.value }) : opened;
  const ms = performance.now() - startedAt + unit.studyMs;
  return panel.ok && opened.ok ? { unit, ms, play: opened.value, panel: panel.value } : { unit, ms, reason: panel.ok ? '' : panel.reason };
}

describe(`playing ${wanted} substantial units (seed ${seed})`, () => {
  test('most can be played in two scenarios or more, and every step lies in the unit', async (context) => {
    const all: Played[] = [];
    let turn = 0;
    for (const unit of corpus.units(seed)) {
      turn += 1;
      if (long || turn % 2 === 1) all.push(await played(unit));
      if (all.length >= wanted) break;
    }
    assert.equal(all.length, wanted);
    const open = all.filter(({ panel }) => (panel?.scenarios.length ?? 0) >= 2);
    const quick = open.filter(({ ms }) => ms <= 1_000);
    context.diagnostic(`${open.length} of ${all.length} open with two scenarios, ${quick.length} of them within a second`);
    const reasons = new Map<string, number>();
    for (const { reason, panel, ms, unit } of all) {
      const why = reason ?? (panel?.scenarios.length === 1 ? 'one scenario' : ms > 1_000 ? 'slow' : undefined);
      if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
      if (why === 'slow')
        context.diagnostic(`${Math.round(ms)} ms, ${Math.round(unit.studyMs)} of them reading: ${unit.studied.located.unit.name}`);
    }
    context.diagnostic([...reasons].map(([reason, count]) => `${count} × ${reason}`).join('; '));
    const found = all.flatMap(({ panel }) => panel?.suspicions.map(({ text }) => `${panel.path} ${panel.unitName}: ${text}`) ?? []);
    context.diagnostic(`${found.length} look like a bug${found.length === 0 ? '' : `: ${found.join(' | ')}`}`);
    for (const { panel, unit } of all) {
      const [first, last] = unit.studied.located.unit.lines;
      const outside = panel?.scenarios.flatMap(({ run }) => run.steps.filter(({ line }) => line < first || line > last)) ?? [];
      assert.deepEqual(outside, [], panel?.unitName);
    }
    const traces = all.flatMap(({ play, panel }) => play?.rans.map((ran) => ({ play, ran, name: panel?.unitName ?? '' })) ?? []);
    const replays = await concurrently(traces, 2, async ({ play, ran }) => await replayTrace(play, ran));
    const differing = replays.flatMap((why, index) =>
      why === undefined ? [] : [`${traces[index]?.name ?? ''}, ${traces[index]?.ran.scenario.id ?? ''}: ${why}`],
    );
    context.diagnostic(`${traces.length} traces, ${traces.length - differing.length} of them the same line for line in plain Node`);
    assert.deepEqual(differing, []);
    assert.ok(open.length >= wanted * leastShare, `only ${open.length} of ${wanted}`);
  });
});
