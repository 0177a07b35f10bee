import { createHash } from 'node:crypto';

import type { ExtractedPage } from '@app/knowledge';
import { Parser } from 'htmlparser2';

/** In place of the product's, for a crawl without extraction: the links as the floor reads them, and no text but the address. */
export function extractPage({ url, body }: { url: string; body: Uint8Array }): ExtractedPage {
  const links = new Set<string>();
  const parser = new Parser({
    onopentag: (name, { href }) => {
      const link = name === 'a' && href !== undefined ? URL.parse(href, url) : null;
      if (link === null) return;
      link.hash = '';
      links.add(link.href);
    },
  });
  parser.write(new TextDecoder().decode(body));
  parser.end();
  const hash = createHash('sha256').update(body).digest('hex');
  return {
    title: url,
    description: null,
    language: null,
    canonicalUrl: null,
    markdown: `The page at ${url} was read for its links alone.`,
    kind: 'page',
    products: [],
    contentHash: hash,
    blockHashes: [hash],
    nearKeys: [],
    links: [...links],
    isNoindex: false,
    refreshTo: null,
    standIn: null,
  };
}
