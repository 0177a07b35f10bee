import ts from 'typescript';

/**
 * Where the sources make each problem, and the sentence they make it with: of every object that has a `code` of ours and
 * a `message` (AppError) or `detail` (HttpProblem). What is put into a sentence when it happens stands as "…".
 */
export function findMessages(sources, codes) {
  const found = new Map();
  for (const { file, text } of sources) {
    if (!codes.some((code) => text.includes(`'${code}'`))) continue;
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), (literal) => {
      if (!codes.includes(literal.text)) return;
      const parts = partsOf(literal);
      if (!parts) return;
      const { sentence, waits } = parts;
      const before = found.get(literal.text) ?? { file, sentences: [], waits: false };
      if (!before.sentences.includes(sentence)) before.sentences.push(sentence);
      found.set(literal.text, { ...before, waits: before.waits || waits });
    });
  }
  return found;
}

function visit(node, onText) {
  if (ts.isStringLiteral(node)) onText(node);
  ts.forEachChild(node, (child) => visit(child, onText));
}

/** Of the object that the code stands in, or of the one around it where the code is chosen. */
function partsOf(literal) {
  if (!ts.isPropertyAssignment(literal.parent) || literal.parent.name.getText() !== 'code') return;
  for (let node = literal.parent.parent; node && !isFunction(node); node = node.parent) {
    if (!ts.isObjectLiteralExpression(node)) continue;
    const said = property(node, 'message') ?? property(node, 'detail');
    if (said) return { sentence: wordsOf(said.initializer), waits: hasWait(literal.parent.parent) };
  }
  return;
}

const isFunction = (node) => ts.isArrowFunction(node) || ts.isFunctionDeclaration(node);
const property = (object, name) =>
  object.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === name);
const hasWait = (object) =>
  object.properties.some((one) => /^(retryAfterSeconds|retry_after)$/.test(one.name?.getText()));

function wordsOf(expression) {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isTemplateExpression(expression)) {
    const spans = expression.templateSpans.map(({ literal }) => `…${literal.text}`);
    return `${expression.head.text}${spans.join('')}`;
  }
  if (ts.isBinaryExpression(expression)) {
    return wordsOf(expression.left) + wordsOf(expression.right);
  }
  if (ts.isConditionalExpression(expression)) {
    return `${wordsOf(expression.whenTrue)} Or: ${wordsOf(expression.whenFalse)}`;
  }
  return '…';
}
