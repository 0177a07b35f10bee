const longest = 80;

/** A page's own words, short enough for the sentence that gives them as evidence. */
export function shortQuote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > longest ? `${line.slice(0, longest)}…` : line}”`;
}
