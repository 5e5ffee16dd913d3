import { ts } from 'ts-morph';
import { isFunctionValue } from './namesInWords.ts';
import { ownNodes } from './ownCode.ts';

/** One `useEffect` of a component or hook with its function written in place. */
export interface WrittenEffect {
  readonly call: ts.CallExpression;
  readonly effect: ts.ArrowFunction | ts.FunctionExpression;
  /** Texts of what is listed; `undefined` without a list, or with one that is not written in place. */
  readonly listed: readonly string[] | undefined;
}

/** The effects a unit sets up itself, in source order. */
export function effectsOf(unit: ts.Node): readonly WrittenEffect[] {
  return ownNodes(unit).flatMap((call) => {
    if (!ts.isCallExpression(call) || !/^(React\.)?use(Layout)?Effect$/u.test(call.expression.getText())) return [];
    const [effect, list] = call.arguments;
    if (!isFunctionValue(effect)) return [];
    const listed = list && ts.isArrayLiteralExpression(list) ? list.elements.map((element) => element.getText()) : undefined;
    return [{ call, effect, listed }];
  });
}

/** `count` → `setCount` of every `const [count, setCount] = useState(…)` of a unit. */
export function statesOf(unit: ts.Node): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const node of ownNodes(unit)) {
    if (!ts.isVariableDeclaration(node) || !ts.isArrayBindingPattern(node.name) || !node.initializer) continue;
    if (!ts.isCallExpression(node.initializer) || !/^(React\.)?useState$/u.test(node.initializer.expression.getText())) continue;
    const [value, setter] = node.name.elements;
    if (value && setter && ts.isBindingElement(value) && ts.isBindingElement(setter))
      states.set(value.name.getText(), setter.name.getText());
  }
  return states;
}
