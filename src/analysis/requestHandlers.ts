import { ts } from 'ts-morph';

/** A function that answers HTTP requests, told by the names of its first two parameters, as in Express, Fastify and Next.js. */
export function isHandler(node: ts.Node): node is ts.FunctionLikeDeclaration {
  if (!ts.isFunctionLike(node) || !('body' in node)) return false;
  const [request, response] = node.parameters.map((parameter) => parameter.name.getText());
  return (
    request !== undefined && response !== undefined && /^_?(req|request|ctx)$/.test(request) && /^(res|response|reply)$/.test(response)
  );
}

/** A call that ends the response: `res.json(…)`, `res.status(404).send(…)`. */
export function isAnswer(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return /^(res|response|reply)\b/.test(expression.getText()) && /^(send|json|end|redirect|render|sendStatus|sendFile)$/.test(name.text);
}
