import type { Operation } from '../api-document.js';
import type { Received, Sent } from '../send-request.js';
import { csvFault, streamFault } from './judge-streams.js';
import { faultOf, problemFault } from './schemas.js';

/** Answers that come before it is known which operation was asked for. */
const beforeRouting = new Set(['408', '431']);

const always: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'content-security-policy': /default-src 'none'/,
  'strict-transport-security': /max-age=\d{7,}/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'cache-control': /no-store/,
  'x-correlation-id': /^[A-Za-z0-9._:-]{8,64}$/,
};

/** What nobody outside needs to know: stacks, statements, files, servers and their versions. */
const insides =
  /\n\s+at |node_modules|\.[jt]s:\d+|\bSELECT\b[^;]*\bFROM\b|\bINSERT INTO\b|violates|relation "|QueryFailed|E(CONN|PIPE|NOTFOUND)\w*|postgres|ioredis|bullmq|typeorm|fastify|nestjs|node\.js|Cannot read prop|is not a function|is not iterable/i;

/** Everything that is wrong with an answer, by the document and by what holds for every answer. */
export function judge(operation: Operation, sent: Sent, answer: Received): string[] {
  const { status } = answer;
  const faults = [
    status >= 500 ? `answered ${status}` : null,
    ...headerFaults(answer),
    status >= 400 ? revealed(answer) : null,
    bodyFault(operation, sent, answer),
  ];
  return faults.filter((fault) => fault !== null);
}

function headerFaults({ headers }: Received): string[] {
  const lacking = Object.entries(always)
    .filter(([name, wanted]) => !wanted.test(String(headers[name] ?? '')))
    .map(([name]) => `header ${name} is ${String(headers[name])}`);
  const telling = ['server', 'x-powered-by', 'access-control-allow-origin', 'via'].filter(
    (name) => headers[name],
  );
  return [...lacking, ...telling.map((name) => `header ${name} is sent`)];
}

function revealed({ text }: Received): string | null {
  const [found] = insides.exec(text) ?? [];
  return found === undefined ? null : `tells of its insides: ${JSON.stringify(found)}`;
}

function bodyFault(
  operation: Operation,
  { method, path }: Sent,
  { status, headers, text }: Received,
): string | null {
  if (method === 'HEAD') return text === '' ? null : 'has a body, though HEAD was asked';
  const type = String(headers['content-type'] ?? '').replace(/;.*/, '');
  const code = String(status);
  const isOther = method !== operation.method || !isPathOf(operation, path);
  const described = isOther ? undefined : operation.responses[code];
  if (described === undefined && !isOther && !beforeRouting.has(code))
    return `answers ${code}, which is not documented`;
  const contents = Object.keys(described?.content ?? {});
  if (described && contents.length === 0)
    return text === '' ? null : `has a body, though ${code} has none`;
  if (described && !contents.includes(type))
    return `is ${type}, documented for ${code}: ${contents.join(', ')}`;
  if (type === 'text/event-stream') return streamFault(operation, text);
  if (type === 'text/csv') return csvFault(operation, text);
  return jsonFault(operation, { status, type, text, isDescribed: described !== undefined });
}

interface JsonAnswer {
  status: number;
  type: string;
  text: string;
  isDescribed: boolean;
}

/** A parameter that is empty, or a path with something behind it, leads to another operation or to none. */
const isPathOf = (operation: Operation, path: string): boolean =>
  new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.replace(/\?.*/s, ''));

function jsonFault(
  operation: Operation,
  { status, type, text, isDescribed }: JsonAnswer,
): string | null {
  const body = parsed(text);
  if (body === undefined) return `is no JSON: ${text.slice(0, 200)}`;
  if (type === 'application/problem+json') {
    if ((body as { status?: unknown }).status !== status) return 'says another status than it has';
    const fault = problemFault(body);
    if (fault !== null) return `is no problem document: ${fault}`;
  }
  const fault = isDescribed ? faultOf(operation, String(status), type, body) : null;
  return fault === null ? null : `does not fit the schema of ${status}: ${fault}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
