import { canonicalUrl } from '../../addresses/canonical-url.js';
import type { PageKind } from '../../pages/page-kind.js';
import type { Product } from '../../pages/product.js';
import { decodeHtml } from '../fetching/decode-html.js';
import { decideKind } from '../kinds/decide-kind.js';
import { readEvidence } from '../kinds/read-evidence.js';
import { nearKeys } from '../near-duplicates/near-keys.js';
import { factLines } from '../products/fact-lines.js';
import { parseTolerantly, withReferences } from '../products/json-node.js';
import { readProducts } from '../products/read-products.js';
import { recogniseStandIn } from '../stand-ins/recognise-stand-in.js';
import type { StandIn } from '../stand-ins/stand-in.js';
import { cleanText } from './clean-text.js';
import { refreshTarget } from './meta-refresh.js';
import { readHead } from './page-head.js';
import { pageLinks } from './page-links.js';
import { parsePage } from './parse-page.js';
import { hashBlock, sha256, splitBlocks } from './split-blocks.js';
import { writeMarkdown } from './write-markdown.js';

export interface RawPage {
  url: string;
  body: Uint8Array;
  contentType: string;
  robotsTag: string;
}

export interface ExtractedPage {
  title: string;
  description: string | null;
  language: string | null;
  /** What the page declares, canonical in spelling; it may name another host. */
  canonicalUrl: string | null;
  markdown: string;
  kind: PageKind;
  /** What it sells, or what it lists. */
  products: Product[];
  /** SHA-256 of title, Markdown and the facts of its products. */
  contentHash: string;
  /** One for each of `splitBlocks(markdown)`, in order. */
  blockHashes: string[];
  /** Shared with pages that say nearly the same; see `nearKeys`. */
  nearKeys: string[];
  links: string[];
  isNoindex: boolean;
  /** Where it sends its readers on to, canonical in spelling. */
  refreshTo: string | null;
  /** What it is in place of a page, if it is none. */
  standIn: StandIn | null;
}

/**
 * From the bytes of a page to its cleaned text as Markdown, its metadata and its links. Pure, synchronous and CPU-bound:
 * run it through `ExtractionPool`. Strips and converts instead of guessing the "article": shops are lists, tables,
 * questions and answers, which article extractors lose.
 */
export function extractPage({ url, body, contentType, robotsTag }: RawPage): ExtractedPage {
  const html = decodeHtml(body, contentType);
  const parts = parsePage(html);
  const head = readHead(parts, robotsTag);
  const title = head.title || lastSegment(url);
  const jsonLd = withReferences(parts.structuredData.map(parseTolerantly));
  const { metas } = head;
  const data = { ...parts, url, title, jsonLd, metas };
  const found = readProducts(data);
  const products = found.own === null ? found.listed : [found.own];
  const text = cleanText(writeMarkdown(parts.root));
  const graph = [...jsonLd, ...parts.microdata];
  const added = factLines(products, graph, text).map((line) => `- ${line}`);
  const markdown = [text, added.join('\n')].filter((part) => part !== '').join('\n\n');
  const kind = decideKind(readEvidence({ url, markdown, products: found, graph }, head, parts));
  const { language } = head;
  return {
    title,
    description: head.description,
    language,
    canonicalUrl: head.canonicalLink === null ? null : canonicalUrl(head.canonicalLink, url),
    markdown,
    kind,
    products,
    contentHash: contentHash({ title, markdown, products }),
    blockHashes: splitBlocks(markdown).map(hashBlock),
    nearKeys: nearKeys({ title, language, kind, products, markdown }),
    links: pageLinks(parts, url, head),
    isNoindex: head.isNoindex,
    refreshTo: refreshTarget(parts.refresh, URL.parse(parts.baseHref ?? '', url)?.href ?? url),
    standIn: recogniseStandIn({
      url,
      title,
      heading: head.heading,
      text: markdown,
      hasFacts: products.length > 0 || added.length > 0,
      html,
      parts,
    }),
  };
}

/** Under which address a product stands is no difference: one page may be met under several. */
function contentHash({
  title,
  markdown,
  products,
}: Pick<ExtractedPage, 'title' | 'markdown' | 'products'>): string {
  const facts = products.map((product) => ({ ...product, url: null }));
  return sha256([title, markdown, ...(facts.length > 0 ? [JSON.stringify(facts)] : [])].join('\n'));
}

function lastSegment(url: string): string {
  const { hostname, pathname } = new URL(url);
  const segment = pathname.split('/').findLast((part) => part !== '') ?? hostname;
  try {
    return cleanText(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}
