/** Parameters that tell the site who came from where, never which page is meant. */
const trackingParameters =
  /^(utm_.+|gclid|gclsrc|gad_(source|campaignid)|gbraid|wbraid|dclid|fbclid|fb_(source|ref|action_ids|action_types)|msclkid|ya?s?clid|twclid|ttclid|rdt_cid|epik|wickedid|s_kwcid|ef_id|irclickid|cjevent|sscid|li_fat_id|igsh(id)?|mibextid|mc_[ce]id|_ga|_gl|_k[xe]|_hs(enc|mi)|hsa_.+|vero_(id|conv)|oly_(anon|enc)_id|mkt_tok|srsltid|pk_.+|mtm_.+|matomo_.+|piwik_.+|itm_(source|medium|campaign|content|term)|_pos|_sid|_ss|_psq|_fid|pr_prod_strat|pr_rec_id|pr_rec_pid|pr_ref_pid|pr_seq)$/i;
const sessionParameters =
  /^(phpsessid|jsessionid|aspsessionid.*|asp\.net_sessionid|sessionid|session[_-]id|cfid|cftoken|oscsid|zenid|xtcsid)$/i;
/** These mean a session only when their value is long and random. */
const sessionNames = /^(s|s(ess)?id|session)$/i;
const sessionValue = /^(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{16,}$/i;
/** Sessions in the path: of servlets, and of ASP.NET without cookies. */
const sessionPath = /;jsessionid=[^/]*|\/\(S\([0-9a-z]{24}\)\)(?=\/)/gi;

/**
 * One spelling for all spellings of one page: no fragment, no credentials, no tracking or session parameters, parameters
 * in order, unreserved characters decoded and escapes in upper case. Nothing is merged that a server could tell apart for
 * a reader: path case, trailing slash, `index.html` and `.html` stay. Null when the link is not a web address.
 */
export function canonicalUrl(link: string, base?: string): string | null {
  const url = URL.parse(link, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  const { href, pathname, search } = url;
  // each assignment parses the address anew, and a page has hundreds of links that need none
  if (href.includes('#')) url.hash = '';
  if (href.includes('@')) [url.username, url.password] = ['', ''];
  const path = normalEscapes(pathname.replace(sessionPath, ''));
  if (path !== pathname) url.pathname = path;
  if (href.includes('?')) url.search = canonicalQuery(search);
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
  return !(sessionNames.test(name) && sessionValue.test(pair.slice(name.length + 1)));
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
