import { wordsOf } from './telling-words.js';

const sentenceEnd = /(?<=[.!?…:;])\s+|\n+/;

/** Words without which a sentence states the same. "To", "from", "or", "before", "we" and "you" do state something. */
const silentWords = new Set(
  (
    'a an the and of is are be been being this that these those it its our please also so there here very ' +
    'der die das den dem des ein eine einen einem einer und ist sind bitte auch so ' +
    'le la les l un une des du de d et est sont s’il vous plaît aussi ' +
    'el los las una unos unas del y es son también il lo gli i uno della dei e è sono anche ' +
    'het een en van is zijn ook alstublieft o os as um uma do da dos das são também'
  ).split(' '),
);

/** What a line that belongs to the site and not to its subject is made of: "Print this page", "Back to top". */
const furnitureWords = new Set(
  (
    'print printable version page pdf share menu home back to top next previous skip content breadcrumb ' +
    'drucken druckversion druckansicht seite teilen startseite zurück nach oben zum inhalt weiter ' +
    'imprimer imprimable partager accueil retour en haut suivant imprimir compartir inicio volver arriba siguiente ' +
    'stampa versione stampabile condividi indietro afdrukken afdrukversie delen terug naar boven imprimível voltar'
  ).split(' '),
);

/** The words of each sentence or line of a text that is no furniture. */
export type Statements = readonly (readonly string[])[];

export function statementsOf(text: string): Statements {
  return text
    .split(sentenceEnd)
    .map(wordsOf)
    .filter((words) => !isFurniture(words));
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Whether everything that `statements` say stands in `known` too, in whatever order. Sentences are compared as wholes, word
 * by word: "ships to Germany" and "ships to France" are most alike and say different things. Words in `ignored` do not count.
 */
export function addsNothing(
  statements: Statements,
  known: Statements,
  ignored: ReadonlySet<string> = nothing,
): boolean {
  const stated = (words: readonly string[]) =>
    words.filter((word) => !silentWords.has(word) && !ignored.has(word)).join(' ');
  const said = new Set(known.map(stated));
  return statements.every((words) => {
    const own = stated(words);
    return own === '' || said.has(own);
  });
}

function isFurniture(words: readonly string[]): boolean {
  return words.every((word) => furnitureWords.has(word) || silentWords.has(word));
}
