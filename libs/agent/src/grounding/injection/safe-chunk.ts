import type { RetrievedChunk } from '@app/knowledge';

import { splitUnits } from '../../extracting/split-units.js';
import type { Span } from '../../wording/split-sentences.js';
import { findOrders, givesOrders } from './find-orders.js';
import { unreadableSpans, withoutHiddenText } from './hidden-text.js';

/** Stands where something was left out; nothing is quoted across it. */
export const OMITTED = '[…]';

const ACTIVE =
  /!\[[^\]]*\]\s?[([]|<\/?(?:img|script|iframe|a|svg|object|embed|style|link|meta|form|input|video|audio)\b|\b(?:javascript|vbscript|data):\S/giu;
const LINK = /(?:https?:)?\/\/(?:www\.)?([\w.-]+\.[a-z]{2,})|\bwww\.([\w.-]+\.[a-z]{2,})/giu;

/** The chunk as a model may read it: without hidden text, and without what gives orders to it. */
export function safeChunk<C extends RetrievedChunk>(chunk: C): C {
  const text = withoutHiddenText(chunk.text, ` ${OMITTED} `);
  const [title = '', ...headingPath] = [chunk.title, ...chunk.headingPath].map((part) => {
    const seen = withoutHiddenText(part);
    return givesOrders(seen) ? '' : seen;
  });
  return { ...chunk, title, headingPath, text: withoutOrders(text) };
}

/** Whether a piece of a chunk may be shown as the page has it: no order to a model, nothing hidden, no image or link away. */
export class QuotableText {
  private readonly unsafe = new Map<string, Span[]>();

  allows({ chunk, start, end }: { chunk: RetrievedChunk; start: number; end: number }): boolean {
    const spans = this.unsafe.get(chunk.chunkId) ?? unsafeSpans(chunk);
    this.unsafe.set(chunk.chunkId, spans);
    const quote = chunk.text.slice(start, end);
    return (
      withoutHiddenText(quote) === quote &&
      !spans.some((span) => span.start < end && start < span.end)
    );
  }
}

function withoutOrders(text: string): string {
  const spans = orderSpans(text);
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    if (start > from) rest += `${text.slice(from, start)}\n${OMITTED}\n`;
    from = Math.max(from, end);
  }
  return rest + text.slice(from);
}

/** The sentences that give orders, and what follows them in their line, which goes on about the same. */
function orderSpans(text: string): Span[] {
  const orders = findOrders(text);
  if (orders.length === 0) return [];
  const units = splitUnits(text);
  const touched = orders.map((order) => {
    const unit = units.find(({ start, end }) => start < order.end && order.start < end) ?? order;
    const lineEnd = text.indexOf('\n', Math.max(unit.end, order.end));
    return { start: Math.min(unit.start, order.start), end: lineEnd < 0 ? text.length : lineEnd };
  });
  return touched.sort((a, b) => a.start - b.start);
}

function unsafeSpans({ text, url }: RetrievedChunk): Span[] {
  const own = hostOf(url);
  const matches = [...text.matchAll(ACTIVE)];
  const away = [...text.matchAll(LINK)].filter(([, host, bare]) => {
    return plainHost(host ?? bare ?? '') !== own;
  });
  const spans = [...matches, ...away].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
  return [...spans, ...unreadableSpans(text), ...orderSpans(text)];
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? plainHost(new URL(url).host) : '';
}

export function plainHost(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}
