/** What is another each time, in this order, and what stands for it. */
const changing: [RegExp, string][] = [
  [/\u001b\[[\d;]*m/g, ''],
  [/\bsh_(admin|store|widget|session)_[\w.…-]+/g, 'sh_$1_KEY'],
  [/\b(whsec|shos|mac|erasure)_[\w+/=.…-]+/g, '$1_SECRET'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'ID'],
  [/\b\d{4}-\d\d-\d\d(T| )\d\d:\d\d(:\d\d(\.\d+)?Z?)?( UTC)?/g, 'TIME'],
  [/\b[0-9a-f]{16,}\b/g, 'HASH'],
];

const masked = (text: string): string[] =>
  changing
    .reduce((rest, [pattern, mark]) => rest.replaceAll(pattern, mark), text)
    .split('\n')
    // columns are as wide as their widest entry
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    // a number that is all of a line is what the line is for, as a status
    .map((line) => (/^\d+$/.test(line) ? line : line.replaceAll(/\d+(?:[.,]\d+)*/g, 'N')))
    .filter((line) => line !== '');

/**
 * What a guide shows as printed against what was printed, ids, times and numbers masked: null where they are alike. In
 * the guide "…" stands for any text of a line, and alone on a line for any lines.
 */
export function differingOutput(shown: string, printed: string): string | null {
  const pattern = masked(shown)
    .map((line) => (line === '…' ? '(?:.*\n)*?' : `${wildcards(line)}\n`))
    .join('');
  const actual = masked(printed).map((line) => `${line}\n`);
  if (new RegExp(`^${pattern}$`).test(actual.join(''))) return null;
  return `shown:\n${masked(shown).join('\n')}\nprinted:\n${actual.join('')}`;
}

const wildcards = (line: string): string => line.split('…').map(escaped).join('.*');

const escaped = (part: string): string => part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
