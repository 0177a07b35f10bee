import type { PageHead } from '../extraction/page-head.js';
import type { PageNotes } from '../extraction/page-notes.js';
import { questionsIn } from '../products/fact-lines.js';
import { type Json, nodesIn, typesOf } from '../products/json-node.js';
import type { ReadProducts } from '../products/read-products.js';
import { isProductPath, type KindEvidence } from './decide-kind.js';

const maxDepth = 6;

/** Gathers what speaks for a page's kind. `graph`: its JSON-LD and microdata. */
export function readEvidence(
  {
    url,
    markdown,
    products,
    graph,
  }: Pick<KindEvidence, 'url' | 'markdown'> & { products: ReadProducts; graph: readonly Json[] },
  head: PageHead,
  notes: PageNotes,
): KindEvidence {
  return {
    url,
    markdown,
    products,
    title: head.title,
    heading: head.heading,
    openGraphType: head.metas.get('og:type')?.trim() ?? '',
    dataTypes: new Set(graph.flatMap((block) => typesIn(block, 0))),
    hasCartButton: notes.hasCartButton,
    isDated: head.metas.has('article:published_time'),
    productLinks: countProductLinks(notes, url),
    statedQuestions: questionsIn([...graph], 0).length,
  };
}

/** The types of what a page is about; what it lists or reviews does not count. */
function typesIn(value: Json | undefined, depth: number): string[] {
  if (depth > maxDepth) return [];
  return nodesIn(Array.isArray(value) ? value.flat(2) : value).flatMap((node) => [
    ...typesOf(node),
    ...['@graph', 'mainEntity', 'mainEntityOfPage'].flatMap((name) =>
      typesIn(node[name], depth + 1),
    ),
  ]);
}

function countProductLinks({ anchors }: PageNotes, url: string): number {
  const found = new Set<string>();
  for (const { href = '' } of anchors) {
    const path = href.split(/[?#]/, 1)[0] ?? '';
    if (!isProductPath(path.startsWith('/') ? path : `/${path}`)) continue;
    found.add(path.split('/').at(-1) ?? path);
  }
  found.delete(new URL(url).pathname.split('/').at(-1) ?? '');
  return found.size;
}
