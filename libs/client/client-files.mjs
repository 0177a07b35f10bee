import { describeAnswers } from './describe-answers.mjs';
import { describeTypes } from './describe-types.mjs';

const notice =
  '/** Made from apps/api/openapi.json by "npm run openapi". Do not change by hand. */\n\n';

/** What is made from the document, by where it lies. */
export async function clientFiles(document) {
  const { answers, shapes } = describeAnswers(document);
  return {
    'libs/client/src/generated/api.ts': `${notice}${await describeTypes(document)}`,
    'libs/client/src/generated/answers.ts': [
      notice,
      `export const answers: Record<string, string> = ${inLines(answers)};\n\n`,
      `export const shapes: Record<string, Record<string, string>> = ${inLines(shapes)};\n`,
    ].join(''),
  };
}

function inLines(record) {
  const lines = Object.entries(record).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${lines.join('')}}`;
}
