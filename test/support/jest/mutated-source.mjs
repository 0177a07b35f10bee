import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** One seeded bug, from the proof that runs a suite with it: `{ file, edits: [text, by][] }` as JSON. */
const { file, edits = [] } = JSON.parse(process.env.STOREHAND_MUTATION || '{}');

/** A source as it is to be run: as it stands, but for the file of a seeded bug. The work tree is never touched. */
export function mutatedSource(source, filename) {
  if (file === undefined || filename !== root + file) return source;
  return edits.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`Not once in ${file}: ${from}`);
    return text.split(from).join(to);
  }, source);
}
