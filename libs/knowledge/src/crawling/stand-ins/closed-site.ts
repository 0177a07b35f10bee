import { shortQuote } from './short-quote.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

const place = '(site|website|web site|shop|store|online store|online shop|webshop|page)';
/** How shops say that they are closed for a while; each is all that is said in its sentence. */
const phrases: readonly string[] = [
  `we('ll| will|'ll all) be (right )?back( online)?( (soon|shortly|in a (moment|minute|while)))?`,
  `(sorry,? )?((the|this|our) ${place} is|we('re| are)|${place})? ?(currently |temporarily |briefly )*(down|closed|offline|unavailable|under|in|undergoing)( for)?( some| a bit of)?( scheduled| planned| routine| site)? maintenance( mode)?( at the moment| right now)?`,
  `(scheduled |planned )?(${place} )?maintenance (mode|in progress|break)`,
  '((wir|unser(e|en)?|der|die) ?(shop|onlineshop|online-shop|webseite|website|seite|wir)? ?)?(befinde[tn] sich |ist |sind )?(derzeit |gerade |momentan )?(in|im) (wartung|wartungsmodus)',
  '(aktuell |derzeit |momentan )?(finden |führen wir )?(geplante )?wartungsarbeiten( statt| durch)?',
  'wir sind (gleich|bald|in kürze) (wieder|zurück)( (für sie|für euch|online))?( da)?',
  '((notre|le|la) )?(site|boutique)( web)? (est )?(actuellement )?en (cours de )?maintenance',
  '((nuestra?|el|la|este) )?(sitio|tienda|web|p[áa]gina)( web)? (est[áa] )?(actualmente )?en mantenimiento',
  '((il|questo|nostro) )*(sito|negozio)( web)? (è )?(attualmente )?in manutenzione',
  '((o|a|este|nosso|nossa) )*(site|loja) (est[áa] )?em manutenção',
  '((de|deze|onze) )?(site|website|webshop|winkel) is (momenteel )?in onderhoud',
  'メンテナンス中(です)?|(网站|網站)维护中',
];
const said = new RegExp(`^(${phrases.join('|')})[\\s!.…:)-]*$`, 'iu');
const longest = 600;
const firstLines = 4;

/** "Down for maintenance" that was served with 200 in place of every page, for an hour. */
export function closedSite({ title, heading, text, hasFacts }: StandInEvidence): StandIn | null {
  if (hasFacts || text.length >= longest) return null;
  const quote = [title, heading, ...sentencesOf(text)].find(saysClosed);
  if (quote === undefined) return null;
  const detail = `the site is closed for a while and says ${shortQuote(quote)} in place of the page`;
  return { outcome: 'blocked_by_wall', detail };
}

function saysClosed(words: string): boolean {
  const plain = words.replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  return plain.split(/\s[|–—·-]\s|[|·]/).some((part) => said.test(part.trim()));
}

function sentencesOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, firstLines)
    .flatMap((line) => line.replace(/^(#+|-) /, '').split(/(?<=[.!])\s/));
}
