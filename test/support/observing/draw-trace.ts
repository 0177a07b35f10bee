import type { SentSpan } from './otlp-receiver.js';

/**
 * A trace as a tree, a line for each name below the same ones: how often it is there, when the first began since the trace did,
 * and how long all of them took together, in milliseconds; with the attributes that are asked for.
 */
export function drawTrace(trace: readonly SentSpan[], asked: readonly string[] = []): string {
  const ids = new Set(trace.map(({ spanId }) => spanId));
  const roots = trace.filter(({ parentSpanId: id }) => !id || !ids.has(id));
  const begin = first(trace).startNs;
  const draw = (spans: readonly SentSpan[], depth: number): string[] =>
    byName(spans).flatMap((alike) => [
      [lineOf(alike, depth, begin), ...attributesOf(first(alike), asked)].join('  '),
      ...draw(
        trace.filter(({ parentSpanId }) => alike.some(({ spanId }) => spanId === parentSpanId)),
        depth + 1,
      ),
    ]);
  return draw(roots, 0).join('\n');
}

const first = (spans: readonly SentSpan[]): SentSpan =>
  spans.reduce((one, other) => (other.startNs < one.startNs ? other : one));

function byName(spans: readonly SentSpan[]): SentSpan[][] {
  const names = [...new Set(spans.map(({ name }) => name))];
  return names
    .map((name) => spans.filter((span) => span.name === name))
    .sort((one, other) => (first(one).startNs < first(other).startNs ? -1 : 1));
}

function lineOf(alike: readonly SentSpan[], depth: number, begin: bigint): string {
  const name = `${'─'.repeat(depth)} ${first(alike).name}`.trim();
  const at = milliseconds(first(alike).startNs - begin);
  const took = milliseconds(alike.reduce((sum, { startNs, endNs }) => sum + endNs - startNs, 0n));
  const times = `× ${alike.length}`.padEnd(5);
  return `${name.padEnd(20)} ${times} at ${at} ms for ${took} ms`;
}

const milliseconds = (ns: bigint): string =>
  Math.round(Number(ns) / 1e6)
    .toString()
    .padStart(5);

const attributesOf = ({ attributes }: SentSpan, asked: readonly string[]): string[] =>
  asked.flatMap((name) => {
    const value = attributes[`storehand.${name}`];
    return value === undefined ? [] : [`${name}=${String(value)}`];
  });
