import type { RecordedRun } from '../worlds/world.ts';

/** Arguments by the names of their parameters, where those mean nothing else in the test. */
export function argumentNames({ arguments: values }: RecordedRun['script'], taken: readonly string[]): readonly string[] {
  const used = new Set([
    ...taken,
    'unit',
    'self',
    'outcome',
    'seen',
    'names',
    'calls',
    'fails',
    'show',
    'note',
    'text',
    'pull',
    'test',
    'it',
    'mock',
    'assert',
    'expect',
    'vi',
    'jest',
  ]);
  return values.map((value, index) => {
    const named = 'path' in value && /^[a-z_$][\w$]*$/u.test(value.path) && !isReserved(value.path) ? value.path : `argument${index + 1}`;
    const name = used.has(named) ? `argument${index + 1}` : named;
    used.add(name);
    return name;
  });
}

function isReserved(name: string): boolean {
  return /^(?:arguments|await|break|case|catch|class|const|default|delete|do|else|enum|eval|export|extends|false|for|function|if|import|in|instanceof|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield|any|string|number|boolean|object|unknown)$/u.test(
    name,
  );
}
