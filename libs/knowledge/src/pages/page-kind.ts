/** What a page is for. A `file` is told by how it was read, a snippet is `faq`, the others are told by evidence on the page. */
export const pageKinds = [
  'page',
  'product',
  'collection',
  'faq',
  'policy',
  'article',
  'contact',
  'file',
] as const;
export type PageKind = (typeof pageKinds)[number];
