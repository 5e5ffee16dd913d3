import type { CheckedUnit, ExplainedUnit } from './stories/askedCode.ts';
import type { Blamed } from './stories/blamed.ts';
import type { Exercise, Option } from './terms/exercise.ts';
import type { Sentence } from './terms/explanation.ts';
import type { Fact } from './terms/fact.ts';
import type { PackageNews } from './terms/packageNews.ts';
import type { Unit } from './terms/unit.ts';

/* What `--json` prints. Every field is named, so that what is published grows on purpose only. */

function unitJson({ key, path, name, kind, lines, signature, size }: Unit): object {
  return { key, path, name, kind, lines, signature, size };
}

function factJson({ id, kind, text, lines, basis, at }: Fact): object {
  return { id, kind, text, lines, basis, ...(at !== undefined && { at }) };
}

function sentenceJson({ text, lines, section }: Sentence): object {
  return { text, lines, ...(section !== undefined && { section }) };
}

function optionJson({ id, text, correct, reason, proof: { engine, claim, observed, program, expected } }: Option): object {
  const shown = { ...(program !== undefined && { program }), ...(expected !== undefined && { expected }) };
  return { id, text, correct, reason, proof: { engine, claim, observed, ...shown } };
}

function exerciseJson(exercise: Exercise): object {
  const { id, unitKey, kind, level, stem, assumptions, code, multi, value, difficulty, lines } = exercise;
  const { text, firstLine, change } = code;
  const options = exercise.options.map(optionJson);
  return {
    id,
    unitKey,
    kind,
    level,
    stem,
    assumptions,
    code: { text, firstLine, ...(change && { change }) },
    multi,
    options,
    value,
    difficulty,
    lines,
  };
}

export function explainedJson(units: readonly ExplainedUnit[], packages?: readonly PackageNews[]): object {
  return {
    ...(packages && { packages }),
    units: units.map(({ unit, facts, concepts, explanation }) => ({
      ...unitJson(unit),
      facts: facts.map(factJson),
      concepts: concepts.map(({ id }) => id),
      explanation: {
        ...(explanation.headline !== undefined && { headline: explanation.headline }),
        proved: explanation.proved.map(sentenceJson),
        recorded: explanation.recorded.map(sentenceJson),
        said: explanation.said.map(sentenceJson),
      },
    })),
  };
}

export function checkedJson(checked: readonly CheckedUnit[], packages?: readonly PackageNews[]): object {
  return {
    ...(packages && { packages }),
    units: checked.map(({ unit, why, exercises }) => ({
      unit: unitJson(unit),
      ...(why !== undefined && { why }),
      exercises: exercises.map(exerciseJson),
    })),
  };
}

export function blamedJson({ files, totals }: Blamed): object {
  return {
    files: files.map(({ path, lines }) => ({
      path,
      lines: lines.map(({ line, origin: { kind, confidence, tool, model, session, evidence } }) => ({
        line,
        origin: {
          kind,
          confidence,
          ...(tool !== undefined && { tool }),
          ...(model !== undefined && { model }),
          ...(session !== undefined && { session }),
        },
        evidence: evidence.map(({ source, strength, where, why }) => ({ source, strength, where, why })),
      })),
    })),
    totals,
  };
}
