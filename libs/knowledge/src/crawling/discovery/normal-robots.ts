/** RFC 9309 asks to read at least 500 KiB; longer lines than this hold no rule that a path could match. */
const maxLineLength = 2_083;

const keys: Readonly<Record<string, string>> = {
  'user-agent': 'user-agent',
  useragent: 'user-agent',
  'user agent': 'user-agent',
  allow: 'allow',
  disallow: 'disallow',
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
  'crawl-delay': 'crawl-delay',
  crawldelay: 'crawl-delay',
  sitemap: 'sitemap',
  'site-map': 'sitemap',
};

/**
 * Rewrites a robots.txt so that robots-parser decides as Google's matcher does: unknown lines and sitemaps do not end a
 * group of agents, agents are cut to their product token, common misspellings and a missing colon count, and
 * `…/index.html` rules also cover the folder.
 */
export function normalRobots(text: string): string {
  const groups: string[] = [];
  const sitemaps: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const [key, value] = parseLine(line);
    if (key === 'sitemap') sitemaps.push(`sitemap: ${value}`);
    else if (key !== null) groups.push(...rewritten(key, value));
  }
  return [...groups, ...sitemaps].join('\n');
}

function parseLine(line: string): [key: string | null, value: string] {
  const bare = (line.split('#', 1)[0] ?? '').trim();
  if (bare.length > maxLineLength) return [null, ''];
  const colon = bare.indexOf(':');
  const [, name = '', value = ''] =
    colon >= 0
      ? [bare, bare.slice(0, colon), bare.slice(colon + 1)]
      : (/^(\S+)\s+(\S+)$/.exec(bare) ?? []);
  return [keys[name.trim().toLowerCase()] ?? null, value.trim()];
}

function rewritten(key: string, value: string): string[] {
  if (key === 'user-agent') {
    const token = /^\*(?=\s|$)|^[a-z_-]+/i.exec(value)?.[0] ?? 'nobody';
    return [`user-agent: ${token}`];
  }
  const folder = /^(.*\/)index\.html?$/i.exec(value)?.[1];
  const lines = [`${key}: ${value}`];
  if (key === 'allow' && folder !== undefined) lines.push(`${key}: ${folder}$`);
  return lines;
}
