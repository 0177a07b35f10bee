/**
 * `npm run db:new -- <lib> <verb-thing>`: an empty migration in the lib that owns the table, under this moment, named in
 * the lib's list. What it does is written by hand.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lineWidth = 100;
const usage =
  'npm run db:new -- <lib> <verb-thing>, for instance: npm run db:new -- knowledge create-snippets';

function main([lib = '', name = '']) {
  const folder = path.join(root, 'libs', lib, 'src', 'migrations');
  const index = path.join(folder, 'index.ts');
  if (!/^[a-z]+$/.test(lib) || !existsSync(index)) {
    throw new Error(`There is no lib "${lib}" with migrations. Usage: ${usage}`);
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(name)) {
    throw new Error(`"${name}" is not a verb and a thing in lower case. Usage: ${usage}`);
  }
  const moment = Date.now();
  const words = name.split('-').map((word) => word[0].toUpperCase() + word.slice(1));
  const className = `${words.join('')}${moment}`;
  const file = path.join(folder, `${moment}-${name}.ts`);
  writeFileSync(index, listed(readFileSync(index, 'utf8'), { className, file }));
  writeFileSync(file, skeleton(className));
  process.stdout.write(`${path.relative(root, file)}\n`);
}

/** The lib's list with one more at its end, as the formatter would write it. */
function listed(text, { className, file }) {
  const [, imports, head, list] =
    /^([^]*?)\n+(export const \w+ = )\[([^]*)\];\s*$/.exec(text) ?? [];
  if (list === undefined) throw new Error('The list of migrations does not end with [ … ];');
  const names = [...list.split(',').map((entry) => entry.trim()), className].filter(Boolean);
  const line = `${head}[${names.join(', ')}];`;
  const lines = `${head}[\n${names.map((entry) => `  ${entry},\n`).join('')}];`;
  const added = `import { ${className} } from './${path.basename(file, '.ts')}.js';`;
  return `${imports}\n${added}\n\n${line.length > lineWidth ? lines : line}\n`;
}

function skeleton(className) {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }
}
`;
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
