/** Letters that carry a stroke or are ligatures, which no Unicode decomposition separates. */
const FOLDED: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th', ħ: 'h', ς: 'σ',
}; // prettier-ignore

/** Compatibility forms unified, lower case, without the marks of Latin, Greek, Cyrillic, Arabic and Hebrew. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0640\u00ad\u200b-\u200f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøđðłıþħς]/g, (letter) => FOLDED[letter] ?? letter);
}
