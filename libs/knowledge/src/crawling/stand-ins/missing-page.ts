import { shortQuote } from './short-quote.js';
import type { StandIn, StandInEvidence } from './stand-in.js';

const things = 'page|product|item|collection|category|article|document|resource|file|url|address';
/** How shops say that there is no such page; each is all that is said. */
const phrases: readonly string[] = [
  '(error )?404( error)?( (page )?not found)?',
  'error 404( (page )?not found)?',
  'not found',
  `(the |this |that |requested )*(${things})( you('re| are| were)? (look(ing|ed) for|requested))? ?(was |is |could |can )?(not|isn't|wasn't|cannot|can't|couldn't|could not|can not) (be )?(found|available)`,
  `(the |this |that )?(${things})( you('re| are| were)? (look(ing|ed) for|requested))? (doesn't|does not|no longer|doesn't seem to|does not seem to) exists?`,
  `(the |this |that )?(${things})( you('re| are| were)? (look(ing|ed) for|requested))? (is|has been|was|might have been) (gone|removed|deleted|missing|no longer available)`,
  `we (can't|cannot|couldn't|could not|can not)( seem to)? find (the |this |that )(${things})( you('re| are| were)? (look(ing|ed) for|requested))?`,
  '(die |diese )?(angeforderte |gesuchte )?(seite|produkt|artikel)( (wurde|konnte|ist|war))?( leider)? nicht (gefunden( werden)?|vorhanden|verfügbar)',
  '(die |diese )(angeforderte |gesuchte )?seite (existiert nicht( mehr)?|gibt es( leider)? nicht( mehr)?)',
  "(cette |la )?(page|produit) (demandée? )?(non trouvée?|introuvable|inexistante?|n'existe (pas|plus)|n'a pas été trouvée?)",
  '(la |esta )?(p[áa]gina|producto) (solicitad[ao] )?(no (fue |ha sido )?encontrad[ao]|no (se )?encontr(ó|ada)|no existe|no disponible)',
  'no (se (ha )?(encontrado|encontró|encuentra)|hemos encontrado|encontramos) (la|esta|el) (p[áa]gina|producto)',
  '(la |questa )?(pagina|prodotto) (richiest[ao] )?non (è stat[ao] )?(trovat[ao]|esiste|disponibile)',
  '(a |esta )?(p[áa]gina|produto) (solicitad[ao] )?não (foi )?(encontrad[ao]|existe|disponível)',
  '(de |deze )?(pagina|product) (is |werd )?(niet (gevonden|beschikbaar)|bestaat niet( meer)?)',
  '(sidan|sida|produkten) (kunde inte hittas|hittades inte|hittas inte|finns inte( längre)?|kan inte hittas)',
  '(siden|side|produktet) (blev ikke fundet|ikke fundet|findes ikke|finnes ikke|ble ikke funnet|ikke funnet|kunne ikke findes)',
  'sivua ei (löytynyt|löydy|ole( olemassa)?)',
  '(strona nie (została znaleziona|istnieje)|nie znaleziono (tej )?strony|nie ma takiej strony)',
  'stránka (nebyla nalezena|nenalezena|neexistuje)',
  '(такой )?страницы? не (найдена|существует)',
  'sayfa bulunamadı',
  '(お探しの)?(ページ|商品)(が|は)(見つかりません(でした)?|存在しません)',
  '(页面|頁面|您访问的页面)(不存在|未找到|找不到)|找不到(该|此|您要的)?(页面|頁面)',
  '(요청하신 )?페이지를 찾을 수 (없습니다|없음)',
];
/** What is said besides, in the same sentence. */
const brokenLink = `(the |this |that |your )?(link|address|url)( (that )?you (followed|clicked( on)?|entered))? (is|was|may be|might be|seems to be|has) (broken|wrong|invalid|incorrect|expired|outdated|mistyped)`;
const besides = `(,? (or|and|because) ${brokenLink})?`;
const said = new RegExp(
  `^((oops|ooops|whoops|uh oh|sorry|ups|hoppla|oh nein|désolé|lo sentimos|spiacenti|404|error)[\\s!,.:…-]*)*((${phrases.join('|')})${besides}|${brokenLink},? or (the |this )?(${things}) (is|has been|may have been|might have been) (gone|removed|deleted|moved))[\\s!.…:(-]*$`,
  'iu',
);
const longestLine = 120;
const firstLines = 3;
const shortLength = 200;
const longLength = 800;

/** "Page not found" that was served with 200. A title that has 404 among other words says something else. */
export function missingPage({ title, heading, text }: StandInEvidence): StandIn | null {
  const byTitle = saysMissing(title) ? title : null;
  const byHeading = saysMissing(heading) ? heading : null;
  const isSure = byTitle !== null && byHeading !== null;
  if (text.length >= (isSure ? longLength : shortLength)) return null;
  const quote = byTitle ?? byHeading ?? openingLines(text).find(saysMissing);
  if (quote === undefined) return null;
  const detail = `the site answers 200, but the page says ${shortQuote(quote)}`;
  return { outcome: 'soft_404', detail };
}

/** Whether a title, a heading or a first sentence says nothing but that there is no such page. */
export function saysMissing(words: string): boolean {
  if (words.length > longestLine) return false;
  // Markdown escapes "404." at the beginning of a line
  const unescaped = words.replace(/\\(?=[.#-])/g, '');
  const plain = unescaped.replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  return [plain, ...plain.split(/\s[|–—·:-]+\s|[|·]/)].some((part) => said.test(part.trim()));
}

function openingLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(0, firstLines).flatMap((line) => {
    const words = line.replace(/^(#+|-) /, '');
    return [words, words.split(/(?<=[.!])\s/, 1)[0] ?? ''];
  });
}
