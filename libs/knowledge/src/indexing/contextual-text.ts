/**
 * What both legs of the search index of a chunk: its words under the page's title and the headings above it, which often
 * hold the very words a question uses. The text shown and quoted stays without them.
 */
export function contextualText(
  { title, headingPath }: { title: string; headingPath: readonly string[] },
  text: string,
): string {
  return [...new Set([title, ...headingPath]), text].join('\n');
}
