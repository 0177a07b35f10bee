import { ApiProblem } from '../api/api-problem.js';
import type { ServerEvent } from '../api/read-events.js';
import type { Message } from '../api/shapes.js';
import { CliError } from '../cli-error.js';
import type { Terminal } from '../terminal/terminal.js';
import { AnswerPrinter } from './answer-printer.js';

interface Failure {
  code: string;
  message: string;
  correlation_id?: string;
}

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
    if (event === 'status') printer?.showStage((data as { stage: string }).stage);
    if (event === 'token') printer?.showText((data as { text: string }).text);
    if (event === 'error') throw failure(data as Failure);
    if (event === 'done') return data as Message;
  }
  throw new CliError('The answer broke off before its end; ask again.');
}

const failure = ({ code, message, correlation_id }: Failure): ApiProblem =>
  new ApiProblem({ status: 503, code, detail: message, correlation_id });
