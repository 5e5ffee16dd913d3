import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Observation } from '../../terms/proof.ts';

/** How a unit answers a request over HTTP. */
export interface Responder {
  /** What a run sends, in a sentence; `undefined` where it cannot be told. */
  tell(observation: Observation): string | undefined;
  /** Sends so often, or has sent when it passes the request on: what was meant to happen once happens twice. */
  isDouble(observation: Observation): boolean;
  /** The statement sends a response. */
  sends(node: ts.Node): boolean;
}

const ends = /^(?:json|send|end|render|redirect|sendFile|download|jsonp)$/u;

/**
 * By the types of its parameters: `(req, res, next)` as in Express, `(request, reply)` as in Fastify. `undefined` for any other unit.
 *
 *     res.status(404).json({ … })        // `404`, once
 *     reply.code(400).send({ … })        // goes on where nothing returns
 */
export function responderOf({ node, sourceFile }: LocatedUnit, checker: ts.TypeChecker | undefined): Responder | undefined {
  if (checker === undefined || !ts.isFunctionLike(node)) return undefined;
  const named = node.parameters.filter((parameter) => ts.isIdentifier(parameter.name));
  const response = named
    .find((parameter) => isResponse(checker.getTypeAtLocation(parameter), parameter, checker))
    ?.name.getText(sourceFile);
  if (response === undefined) return answersResponse(node, checker) ? answering : undefined;
  const next = named.find(({ name }) => name.getText(sourceFile) === 'next')?.name.getText(sourceFile);

  function statusesOf({ effects }: Observation): readonly string[] {
    const sent: string[] = [];
    let status: string | undefined;
    for (const { kind, target, values } of effects) {
      if (kind === 'set' && target === `${response}.statusCode`) status = values[0];
      if (kind !== 'call' || !target.startsWith(`${response}.`)) continue;
      const step = target.split('.').at(-1) ?? '';
      if (step === 'status' || step === 'code') status = values[0];
      else if (step === 'sendStatus') sent.push(values[0] ?? '?');
      else if (ends.test(step)) sent.push(status ?? (step === 'redirect' ? '302' : '200'));
    }
    return sent;
  }
  const passesOn = ({ effects }: Observation): readonly (readonly string[])[] =>
    effects.filter(({ kind, target }) => kind === 'call' && target === next).map(({ values }) => values);

  return {
    tell(observation) {
      const statuses = statusesOf(observation);
      const passed = passesOn(observation);
      if (statuses.some((status) => !/^[1-5]\d\d$/u.test(status)) || statuses.length > 2 || passed.length > 1) return undefined;
      const [first, second] = statuses;
      if ('error' in observation.settlement) return first === undefined ? 'Nothing is sent; the handler fails.' : undefined;
      if (observation.settlement.kind === 'pending') return undefined;
      if (first === undefined) {
        const [handed] = passed;
        if (handed === undefined) return 'Nothing is sent, and nothing passed on.';
        return handed.length === 0 ? `Nothing is sent; \`${next}\` goes on with it.` : `Nothing is sent; \`${next}\` gets an error.`;
      }
      if (second !== undefined) return `\`${first}\` is sent, then another is tried.`;
      return passed.length === 0 ? `\`${first}\` is sent, and that is all it does.` : `\`${first}\` is sent, and \`${next}\` runs as well.`;
    },
    isDouble: (observation) => statusesOf(observation).length + passesOn(observation).length > 1,
    sends(statement) {
      let found = false;
      const visit = (child: ts.Node): void => {
        if (ts.isFunctionLike(child)) return;
        if (ts.isCallExpression(child) && ts.isPropertyAccessExpression(child.expression)) {
          const { text } = child.expression.name;
          const isOfResponse = child.expression.getText(sourceFile).startsWith(`${response}.`);
          if (isOfResponse && (ends.test(text) || text === 'sendStatus')) found = true;
        }
        ts.forEachChild(child, visit);
      };
      visit(statement);
      return found;
    },
  };
}

/** The caller gets the response, as in Hono and Next: `return c.json({ … }, 404)`, `return NextResponse.json({ … }, { status: 404 })`. */
const answering: Responder = {
  tell({ effects, settlement }) {
    if ('error' in settlement) return 'This handler fails without an answer.';
    if (!('value' in settlement)) return undefined;
    const made = effects.findLast(({ kind, target }) => (kind === 'new' ? `new ${target}()` : `${target}()`) === settlement.value);
    const step = made?.target.split('.').at(-1) ?? '';
    if (made === undefined || !/^(?:json|text|html|body|Response)$/u.test(step)) return undefined;
    const [, second = '200'] = made.values;
    const status = /^[1-5]\d\d$/u.test(second) ? second : (/\bstatus: ([1-5]\d\d)\b/u.exec(second)?.[1] ?? '200');
    return `The client gets a response of \`${status}\`.`;
  },
  isDouble: () => false,
  sends: () => false,
};

function answersResponse(node: ts.SignatureDeclaration, checker: ts.TypeChecker): boolean {
  const signature = checker.getSignatureFromDeclaration(node);
  if (signature === undefined) return false;
  const type = checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  const parts = type?.isUnion() === true ? type.types : [type];
  return parts.every((part) => ['status', 'headers', 'json'].every((name) => part?.getProperty(name) !== undefined));
}

/** It can be given a status and then be sent; what `fetch` answers has a status that is a number. */
function isResponse(type: ts.Type, at: ts.Node, checker: ts.TypeChecker): boolean {
  const isCalled = (name: string): boolean => {
    const symbol = type.getProperty(name);
    return symbol !== undefined && checker.getTypeOfSymbolAtLocation(symbol, at).getCallSignatures().length > 0;
  };
  return (isCalled('status') || isCalled('code')) && (isCalled('json') || isCalled('send'));
}
