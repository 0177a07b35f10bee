/** What a page is for. `file` and `snippet` are told by their source, the others by evidence on the page. */
export const pageKinds = [
  'page',
  'product',
  'collection',
  'faq',
  'policy',
  'article',
  'contact',
  'file',
  'snippet',
] as const;
export type PageKind = (typeof pageKinds)[number];
