import type { AnswerEvent, AnswerEvents, Schema } from '@app/client';

import { ApiProblem } from '../api/api-problem.js';
import { CliError } from '../cli-error.js';
import type { Terminal } from '../terminal/terminal.js';
import { AnswerPrinter } from './answer-printer.js';

/**
 * Prints an answer as it streams and returns the finished message. What counts is the message the server kept: where its
 * text differs from what was streamed, it is printed again, whole.
 */
export async function printAnswer(
  events: AsyncIterable<AnswerEvent>,
  terminal: Terminal,
): Promise<Schema<'Message'>> {
  const printer = new AnswerPrinter(terminal);
  let message: Schema<'Message'>;
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
  events: AsyncIterable<AnswerEvent>,
  printer?: AnswerPrinter,
): Promise<Schema<'Message'>> {
  for await (const { event, data } of events) {
    if (event === 'status') printer?.showStage(data.stage);
    if (event === 'token') printer?.showText(data.text);
    if (event === 'error') throw failure(data);
    if (event === 'done') return data;
  }
  throw new CliError('The answer broke off before its end; ask again.');
}

const failure = ({ code, message, correlation_id }: AnswerEvents['error']): ApiProblem =>
  new ApiProblem({ status: 503, code, detail: message, correlation_id });
