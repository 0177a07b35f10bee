import { builtinRules } from 'eslint/use-at-your-own-risk';

const functionLength = builtinRules.get('max-lines-per-function');

/** Parameters of a constructor are dependencies and have their own limit; a leading scope is free. */
const maxParameters = {
  meta: {
    type: 'suggestion',
    schema: [
      {
        type: 'object',
        properties: { afterScope: { type: 'integer' }, dependencies: { type: 'integer' } },
        additionalProperties: false,
      },
    ],
    messages: {
      positional:
        '{{count}} positional parameters after the scope (limit {{limit}}): take an options object.',
      dependencies:
        '{{count}} constructor dependencies (limit {{limit}}): this class does too much.',
    },
  },
  create(context) {
    const { afterScope = 4, dependencies = 7 } = context.options[0] ?? {};
    const check = (node) => {
      if (node.parent.kind === 'constructor') {
        report({ node, messageId: 'dependencies', count: node.params.length, limit: dependencies });
        return;
      }
      const leading = /^(scope|tx)$/.test(node.params[0]?.name ?? '') ? 1 : 0;
      report({
        node,
        messageId: 'positional',
        count: node.params.length - leading,
        limit: afterScope,
      });
    };
    const report = ({ node, messageId, count, limit }) => {
      if (count > limit) context.report({ node, messageId, data: { count, limit } });
    };
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
    };
  },
};

/** ESLint's own rule, except that the body of a `describe`, or of `inBrowser`, is a chapter and not a function. */
const maxFunctionLines = {
  meta: functionLength.meta,
  create(context) {
    const spared = Object.create(context, {
      report: { value: (problem) => isChapter(problem.node) || context.report(problem) },
    });
    return functionLength.create(spared);
  },
};

function isChapter({ parent }) {
  if (parent?.type !== 'CallExpression') return false;
  let callee = parent.callee;
  while (callee.type !== 'Identifier')
    callee = callee.object ?? callee.callee ?? callee.tag ?? { type: 'Identifier' };
  return callee.name === 'describe' || callee.name === 'inBrowser';
}

export const sizePlugin = {
  meta: { name: 'size' },
  rules: { 'max-parameters': maxParameters, 'max-function-lines': maxFunctionLines },
};
