import type { z } from 'zod';

import { ApiProblem } from '../api/api-problem.js';
import type { ServerEvent } from '../api/read-events.js';
import {
  errorEventShape,
  type Message,
  messageShape,
  statusEventShape,
  tokenEventShape,
} from '../api/shapes.js';
import { CliError } from '../cli-error.js';
import type { Terminal } from '../terminal/terminal.js';
import { AnswerPrinter } from './answer-printer.js';

/**
 * Prints an answer as it streams and returns the finished message. What counts is the message the server kept: where its
 * text differs from what was streamed, it is printed again, whole.
 */
export async function printAnswer(
  events: AsyncIterable<ServerEvent>,
  terminal: Terminal,
): Promise<Message> {
  const printer = new AnswerPrinter(terminal);
  let message: Message;
  try {
    message = await readAnswer(events, printer);
  } finally {
    printer.end();
  }
  printer.settle(message.content);
  return message;
}

/** Reads an answer to its end, telling a printer on the way. Throws where it failed or broke off. */
export async function readAnswer(
  events: AsyncIterable<ServerEvent>,
  printer?: AnswerPrinter,
): Promise<Message> {
  for await (const { event, data } of events) {
    if (event === 'status') printer?.showStage(read(statusEventShape, data).stage);
    if (event === 'token') printer?.showText(read(tokenEventShape, data).text);
    if (event === 'error') throw failure(read(errorEventShape, data));
    if (event === 'done') return read(messageShape, data);
  }
  throw new CliError('The answer broke off before its end; ask again.');
}

function read<S extends z.ZodType>(shape: S, data: unknown): z.infer<S> {
  const parsed = shape.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new CliError(
    'The answer came in a form that Storehand does not use; check --api-url or STOREHAND_API_URL.',
  );
}

const failure = ({ code, message, correlation_id }: z.infer<typeof errorEventShape>): ApiProblem =>
  new ApiProblem({ status: 503, code, detail: message, correlation_id });
