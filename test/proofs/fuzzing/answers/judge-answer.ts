import { type Operation, operationAt } from '../described-api.js';
import type { Received, Sent } from '../send-request.js';
import { csvFault, linesFault, streamFault } from './judge-streams.js';
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
export function judge(sent: Sent, answer: Received): string[] {
  const operation = operationAt(sent.method, sent.path);
  const faults = [
    answer.status >= 500 ? `answered ${answer.status}` : null,
    ...headerFaults(answer, operation),
    ...sharedFaults(sent, answer, operation),
    answer.status >= 400 ? revealed(answer) : null,
    operation ? describedFault(operation, sent, answer) : strayFault(sent, answer),
  ];
  return faults.filter((fault) => fault !== null);
}

function headerFaults({ status, headers }: Received, operation?: Operation): string[] {
  // what it tells is public, and every page of a shop asks for it
  const isKept = operation?.name === 'getWidgetConfig' && status === 200;
  const wanted = isKept ? { ...always, 'cache-control': /^private, max-age=300$/ } : always;
  const lacking = Object.entries(wanted)
    .filter(([name, shape]) => !shape.test(String(headers[name] ?? '')))
    .map(([name]) => `header ${name} is ${String(headers[name])}`);
  const telling = ['server', 'x-powered-by', 'via'].filter((name) => headers[name]);
  return [...lacking, ...telling.map((name) => `header ${name} is sent`)];
}

/** Pages elsewhere read what a widget may call, and nothing else; no browser adds a credential of its own. */
function sharedFaults(sent: Sent, { headers }: Received, operation?: Operation): string[] {
  const allowed = headers['access-control-allow-origin'];
  const mayBe = operation?.isShoppers && sent.headers['origin'] !== undefined;
  return [
    ...(allowed !== undefined && !(mayBe && allowed === '*')
      ? [`lets pages of other origins read it (${String(allowed)})`]
      : []),
    ...(headers['access-control-allow-credentials'] === undefined ? [] : ['takes credentials']),
  ];
}

function revealed({ text }: Received): string | null {
  const [found] = insides.exec(text) ?? [];
  return found === undefined ? null : `tells of its insides: ${JSON.stringify(found)}`;
}

/** What leads to no operation is told so. */
function strayFault({ method }: Sent, { status, headers, text }: Received): string | null {
  if (status < 400) return `answers ${status}, though there is no such operation`;
  return method === 'HEAD' ? null : jsonFault(null, { status, type: typeOf(headers), text });
}

function describedFault(operation: Operation, { method }: Sent, answer: Received): string | null {
  const { status, headers, text } = answer;
  const described = operation.responses[String(status)];
  const type = typeOf(headers);
  if (described === undefined) {
    return beforeRouting.has(String(status))
      ? jsonFault(null, { status, type, text })
      : `answers ${status}, which is not documented`;
  }
  const types = Object.keys(described.content ?? {});
  if (method === 'HEAD' || types.length === 0) {
    return text === '' ? null : `has a body, though ${status} has none`;
  }
  if (!types.includes(type)) return `is ${type}, documented for ${status}: ${types.join(', ')}`;
  return contentFault(operation, { status, type, text });
}

const typeOf = (headers: Received['headers']) =>
  String(headers['content-type'] ?? '').replace(/;.*/, '');

function contentFault(operation: Operation, content: Content): string | null {
  if (content.type === 'text/event-stream') return streamFault(operation, content.text);
  if (content.type === 'text/csv') return csvFault(operation, content.text);
  if (content.type === 'application/x-ndjson') return linesFault(content.text);
  return content.type === 'application/gzip' ? null : jsonFault(operation, content);
}

interface Content {
  status: number;
  type: string;
  text: string;
}

/** Without an operation, only what holds for every answer. */
function jsonFault(operation: Operation | null, { status, type, text }: Content): string | null {
  const body = parsed(text);
  if (body === undefined) return `is no JSON: ${text.slice(0, 200)}`;
  if (type === 'application/problem+json') {
    if ((body as { status?: unknown }).status !== status) return 'says another status than it has';
    const fault = problemFault(body);
    if (fault !== null) return `is no problem document: ${fault}`;
  }
  const fault = operation ? faultOf(operation, String(status), type, body) : null;
  return fault === null ? null : `does not fit the schema of ${status}: ${fault}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
