import { readdirSync } from 'node:fs';

/** `npm run bench -- <name> [arguments]`: runs one benchmark; without a name, lists them. */
const [name = '', ...args] = process.argv.slice(2);
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.js'))
  .map((file) => file.replace('.bench.js', ''));

if (known.includes(name)) {
  const { run } = (await import(`./${name}.bench.js`)) as { run(args: string[]): Promise<void> };
  await run(args);
  process.exit(0);
}
process.stderr.write(`Which benchmark? ${known.join(', ')}\n`);
process.exit(1);
