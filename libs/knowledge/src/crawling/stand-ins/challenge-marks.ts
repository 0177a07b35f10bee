/** What only challenge pages hold, by the name of the service; normal pages load other scripts of the same services. */
const marks: readonly (readonly [string, RegExp])[] = [
  ['Cloudflare', /_cf_chl_opt|id=["'](challenge-(form|running|error-text)|cf-please-wait)["']/i],
  ['Akamai', /sec-if-cpt-container|\/_sec\/cp_challenge\//i],
  ['Imperva', /_Incapsula_Resource\?[^"'<>]{0,200}incident_id=/i],
  ['HUMAN', /id=["']px-captcha["']|captcha\.px-c(loud|dn)\.net/i],
  ['DataDome', /\b(geo|ct|interstitial)\.captcha-delivery\.com/i],
  ['AWS WAF', /window\.gokuProps\b/],
  ['SiteGround', /\/\.well-known\/sgcaptcha\//i],
  ['Sucuri', /sucuri_cloudproxy_js/i],
  ['DDoS-Guard', /\.well-known\/ddos-guard\/(js-challenge|check)/i],
];

/** Titles that challenge pages have and that no page of a shop has; each is the whole title. */
const titles =
  /^\s*(just a moment|un momento|um momento|un instant|einen moment( bitte)?|nur einen moment|een moment( geduld)?|tylko chwilę|請稍候|请稍候|しばらくお待ちください|잠시만 기다리십시오|attention required! ?\| ?cloudflare|access to this page has been denied|pardon our interruption|vercel security checkpoint|sucuri website firewall.{0,40}|ddos-guard|robot or human|are you (a robot|a human|human)|checking your browser.{0,40}|(bot|human|robot) verification|verify(ing)? (that )?you are (a )?human|security (check|verification)|captcha|access denied|request unsuccessful|you have been blocked)[\s.…?!]*$/i;

const beginning = 100_000;

/** The service whose challenge this is, by what its markup holds; null where it is none. */
export function challengeMark(html: string): string | null {
  const start = html.slice(0, beginning);
  return marks.find(([, mark]) => mark.test(start))?.[0] ?? null;
}

export function isChallengeTitle(title: string): boolean {
  return titles.test(title);
}

/** Of an answer that is an error anyway, so that its beginning is evidence enough. */
export function isChallenge(html: string): boolean {
  const title = /<title[^>]{0,200}>([^<]{0,200})/i.exec(html.slice(0, beginning))?.[1] ?? '';
  return challengeMark(html) !== null || isChallengeTitle(title);
}
