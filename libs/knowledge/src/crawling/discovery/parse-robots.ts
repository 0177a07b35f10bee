import { parsePattern, type RobotsPattern } from './robots-pattern.js';

export interface RobotsRule {
  isAllowing: boolean;
  pattern: RobotsPattern;
}

/** What a robots.txt says to one crawler. */
export interface RobotsRecord {
  rules: RobotsRule[];
  crawlDelayMs: number;
  /** As written in the file, in whichever group; they may be foreign or broken. */
  sitemaps: string[];
}

type LineKind = 'agent' | 'allow' | 'disallow' | 'crawl-delay' | 'sitemap';

/** What Google cuts a line at; no address is as long. */
const maxLineLength = 2_083 * 8;

/** By how a key begins, in any case, with the misspellings that Google's parser knows. */
const keys: readonly [beginning: RegExp, kind: LineKind][] = [
  [/^user[- ]?agent/i, 'agent'],
  [/^allow/i, 'allow'],
  [/^(disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i, 'disallow'],
  [/^crawl-?delay/i, 'crawl-delay'],
  [/^site-?map/i, 'sitemap'],
];

/**
 * Reads a robots.txt (RFC 9309) for one product token as Google's open-source parser does: groups that name us are one,
 * those for `*` count only where none does, rules before the first agent belong to nobody, lines that are no rule do not
 * end a list of agents, and a missing colon is forgiven.
 */
export function parseRobots(text: string, agent: string): RobotsRecord {
  const reader = new RobotsReading(agent.toLowerCase());
  // A byte order mark that was cut short decodes to a replacement character; one in the middle is no white space.
  const body = text.replace(/^[\uFEFF\uFFFD]/, '').replaceAll('\uFEFF', '\uFFFD');
  for (const line of body.split(/\r\n|\r|\n/)) reader.take(line);
  return reader.record();
}

class RobotsReading {
  private readonly own: RobotsRecord = { rules: [], crawlDelayMs: 0, sitemaps: [] };
  private readonly others: RobotsRecord = { rules: [], crawlDelayMs: 0, sitemaps: [] };
  private namesUs = false;
  private namesAll = false;
  private hasRules = false;
  private everNamesUs = false;

  constructor(private readonly agent: string) {}

  take(line: string): void {
    const [kind, value] = parseLine(line);
    if (kind === 'agent') this.takeAgent(value);
    else if (kind === 'sitemap') this.own.sitemaps.push(value);
    else if (kind !== null && (this.namesUs || this.namesAll)) this.takeRule(kind, value);
  }

  record(): RobotsRecord {
    const { rules, crawlDelayMs } = this.everNamesUs ? this.own : this.others;
    return { rules, crawlDelayMs, sitemaps: this.own.sitemaps };
  }

  private takeAgent(value: string): void {
    if (this.hasRules) this.namesUs = this.namesAll = this.hasRules = false;
    if (/^\*(\s|$)/.test(value)) this.namesAll = true;
    else if (productToken(value) === this.agent) this.namesUs = this.everNamesUs = true;
  }

  private takeRule(kind: 'allow' | 'disallow' | 'crawl-delay', value: string): void {
    const record = this.namesUs ? this.own : this.others;
    if (kind === 'crawl-delay') {
      const ms = Number(value) * 1_000;
      if (ms > record.crawlDelayMs && Number.isFinite(ms)) record.crawlDelayMs = ms;
      return;
    }
    this.hasRules = true;
    const isAllowing = kind === 'allow';
    const folder = isAllowing ? /^(.*\/)index\.htm[^/]*$/.exec(value)?.[1] : undefined;
    // An empty rule says nothing.
    if (value !== '') record.rules.push({ isAllowing, pattern: parsePattern(value) });
    if (folder !== undefined)
      record.rules.push({ isAllowing, pattern: parsePattern(`${folder}$`) });
  }
}

function parseLine(line: string): [kind: LineKind | null, value: string] {
  const bare = (line.slice(0, maxLineLength).split('#', 1)[0] ?? '').trim();
  const colon = bare.indexOf(':');
  const [, key = '', value = ''] =
    colon >= 0
      ? [bare, bare.slice(0, colon), bare.slice(colon + 1)]
      : (/^(\S+)\s+(\S+)$/.exec(bare) ?? []);
  const name = key.trim();
  return [keys.find(([beginning]) => beginning.test(name))?.[1] ?? null, value.trim()];
}

/** Versions and comments after the token are not compared. */
function productToken(value: string): string {
  return (/^[a-z_-]+/i.exec(value)?.[0] ?? '').toLowerCase();
}
