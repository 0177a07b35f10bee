/** Zero-width, bidirectional and tag characters, and other marks that nobody sees; joiners within words stay. */
const UNSEEN =
  /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c\u180e\ufff9-\ufffb\u{e0000}-\u{e007f}\u{1d173}-\u{1d17a}]|\u034f|(?<![\p{L}\p{M}\p{Extended_Pictographic}]|\ufe0f)(?:\u200c|\u200d)/gu;
/** Comments of a page's source, and runs that only a machine reads. */
const UNREADABLE =
  /<!--[\s\S]*?(?:-->|$)|(?<![\p{L}\p{N}+/=])(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z])[A-Za-z0-9+/_-]{60,}={0,2}/gu;

/** What a reader would not see goes; `inPlace` stands where something longer was. */
export function withoutHiddenText(text: string, inPlace = ' '): string {
  return text.replace(UNSEEN, '').replace(UNREADABLE, inPlace);
}

/** Where comments and unreadable runs stand in a text. */
export function unreadableSpans(text: string): { start: number; end: number }[] {
  return [...text.matchAll(UNREADABLE)].map(({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
  }));
}
