/** Parameters that tell the site who came from where, never which page is meant. */
const trackingParameters =
  /^(utm_.+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|mc_[ce]id|_ga|_gl|_hs(enc|mi)|hsa_.+|vero_(id|conv)|oly_(anon|enc)_id|mkt_tok|srsltid|pk_.+|mtm_.+|piwik_.+|_pos|_sid|_ss|_psq|_fid|pr_prod_strat|pr_rec_id|pr_rec_pid|pr_ref_pid|pr_seq)$/i;
const sessionParameters =
  /^(phpsessid|jsessionid|aspsessionid.*|asp\.net_sessionid|sessionid|session_id|cfid|cftoken|oscsid|zenid|xtcsid)$/i;
/** `sid` means a session only when its value is long and random. */
const sessionValue = /^[0-9a-z]{16,}$/i;

/**
 * One spelling for all spellings of one page: no fragment, no credentials, no tracking or session parameters, parameters
 * in order, unreserved characters decoded and escapes in upper case. Nothing is merged that a server could tell apart for
 * a reader: path case, trailing slash, `index.html` and `.html` stay. Null when the link is not a web address.
 */
export function canonicalUrl(link: string, base?: string): string | null {
  const url = URL.parse(link, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  url.pathname = normalEscapes(url.pathname.replace(/;jsessionid=[^/]*/gi, ''));
  url.search = canonicalQuery(url.search);
  return url.href;
}

function canonicalQuery(search: string): string {
  const pairs = search.slice(1).split('&').filter(isMeaningful).map(normalEscapes);
  // Stable and by name only: the order of values under one name may matter.
  pairs.sort((one, two) => compare(nameOf(one), nameOf(two)));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function isMeaningful(pair: string): boolean {
  const name = nameOf(pair);
  if (name === '' || trackingParameters.test(name) || sessionParameters.test(name)) return false;
  return !(/^s(ess)?id$/i.test(name) && sessionValue.test(pair.slice(name.length + 1)));
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0] ?? '';
}

function compare(one: string, two: string): number {
  return one < two ? -1 : Number(one > two);
}

/** RFC 3986 section 6.2.2: `%7e` and `~` are the same, `%2f` and `/` are not. */
function normalEscapes(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase();
  });
}
