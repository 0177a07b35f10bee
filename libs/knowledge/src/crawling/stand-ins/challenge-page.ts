import { challengeMark, isChallengeTitle } from './challenge-marks.js';
import { shortQuote } from './short-quote.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

const demand =
  /enable javascript and cookies to continue|checking (your browser|if the site connection is secure)|verif(y|ying) (that )?you('re| are) (a |not a )?(human|robot|bot)|(confirm|prove) (that )?you('re| are) (a |not a )?(human|robot|bot)|complete the (security check|captcha)|incapsula incident id|reference #\s?\d+\.[0-9a-f.]+|unusual (traffic|activity) from your|automated (requests|access|queries|traffic)|why have i been blocked|\bray id:/i;
/** Contact forms have them, too, so they only count beside words. */
const widget =
  /["'\s](h-captcha|g-recaptcha|cf-turnstile)["'\s]|hcaptcha\.com\/1\/api\.js|challenges\.cloudflare\.com\/turnstile/i;
const shortLength = 200;
const wordedLength = 1_000;

/** An interstitial that has a visitor prove to be a person. */
export function challengePage({ title, heading, text, html }: StandInEvidence): StandIn | null {
  const mark = challengeMark(html);
  if (mark !== null) return wall(`${mark}'s challenge`);
  const isNamed = isChallengeTitle(title) || isChallengeTitle(heading);
  const [demanded] = demand.exec(text) ?? [];
  const words = [isNamed, demanded !== undefined].filter(Boolean).length;
  if (words === 0) return null;
  const isSure = words === 2 || widget.test(html);
  if (text.length >= (isSure ? wordedLength : shortLength)) return null;
  return wall(`a challenge that says ${shortQuote(demanded ?? title)}`);
}

function wall(served: string): StandIn {
  return {
    outcome: 'blocked_by_wall',
    detail: `the site serves crawlers ${served} in place of the page`,
  };
}
