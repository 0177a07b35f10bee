/** Results that count as found: those an answer is written from. */
export const FOUND_WITHIN = 5;

/** Why a question is not passed. */
export const checkFaults = [
  'page_missing',
  'page_not_found',
  'page_too_low',
  'text_not_found',
  'text_too_low',
] as const;
export type CheckFault = (typeof checkFaults)[number];

export interface CheckExpectation {
  /** The addresses under which the release may show the expected page; empty where it shows none of them. */
  urls: readonly string[] | null;
  text: string | null;
}

export interface CheckJudgement {
  /** Null when it is passed. */
  fault: CheckFault | null;
  /** Place of the expected page among the results from 1; null where it is not there or none is expected. */
  pageRank: number | null;
  /** Place of the first result, of the expected page if there is one, that holds the expected text. */
  textRank: number | null;
}

/** Whether what was found is what was expected. Ranks are places in the list of results, each a piece of a page. */
export function judgeCheck(
  { urls, text }: CheckExpectation,
  results: readonly { url: string; text: string }[],
): CheckJudgement {
  const isPage = ({ url }: { url: string }) => urls === null || urls.includes(url);
  const pageRank = urls === null ? null : rankOf(results.findIndex(isPage));
  const textRank =
    text === null
      ? null
      : rankOf(results.findIndex((result) => isPage(result) && holds(result.text, text)));
  const pageFault = urls === null ? null : faultOfPage(urls, pageRank);
  const textFault = text === null ? null : faultOfText(textRank);
  return { pageRank, textRank, fault: pageFault ?? textFault };
}

const rankOf = (index: number): number | null => (index < 0 ? null : index + 1);

function faultOfPage(urls: readonly string[], rank: number | null): CheckFault | null {
  if (urls.length === 0) return 'page_missing';
  if (rank === null) return 'page_not_found';
  return rank > FOUND_WITHIN ? 'page_too_low' : null;
}

function faultOfText(rank: number | null): CheckFault | null {
  if (rank === null) return 'text_not_found';
  return rank > FOUND_WITHIN ? 'text_too_low' : null;
}

/** Compares words and signs of money, so that neither Markdown, case nor line breaks stand between a fact and its text. */
function holds(text: string, fact: string): boolean {
  const words = wordsOf(fact);
  return words !== '' && ` ${wordsOf(text)} `.includes(` ${words} `);
}

const wordsOf = (text: string): string =>
  (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+|[\p{Sc}%]/gu) ?? []
  ).join(' ');
