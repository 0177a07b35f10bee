import { ApiProblem, type Problem } from '../api/api-problem.js';
import type { ServerEvent } from '../api/read-events.js';
import type { Message } from '../api/shapes.js';
import { CliError } from '../cli-error.js';
import { printable } from '../terminal/printable.js';
import type { Terminal } from '../terminal/terminal.js';

const stages: Record<string, string> = { searching: 'Searching …', answering: 'Answering …' };

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
  isSilent: boolean,
): Promise<Message> {
  const show = isSilent ? () => undefined : showing(terminal);
  let streamed = '';
  try {
    for await (const { event, data } of events) {
      if (event === 'error') throw failure(data as Failure);
      if (event === 'token') streamed += (data as { text: string }).text;
      show(event, data);
      if (event === 'done') return finished(data as Message, { streamed, terminal, isSilent });
    }
  } catch (error) {
    if (streamed && !isSilent) terminal.print();
    throw error;
  } finally {
    if (!isSilent) terminal.redraw('');
  }
  throw new CliError('The answer broke off before its end; ask again.');
}

/** Shows one event: the stage until text comes, then the text. */
function showing(terminal: Terminal): (event: string, data: unknown) => void {
  let hasText = false;
  return (event, data) => {
    if (event === 'status' && !hasText) {
      const { stage } = data as { stage: string };
      terminal.redraw(terminal.style('dim', stages[stage] ?? '', { isNote: true }));
    }
    if (event !== 'token') return;
    if (!hasText) terminal.redraw('');
    hasText = true;
    terminal.write(printable((data as { text: string }).text));
  };
}

function finished(
  message: Message,
  { streamed, terminal, isSilent }: { streamed: string; terminal: Terminal; isSilent: boolean },
): Message {
  if (isSilent) return message;
  terminal.redraw('');
  if (streamed) terminal.print();
  if (streamed.trim() === message.content.trim()) return message;
  if (streamed)
    terminal.print(terminal.style('dim', '\nChecked against its sources, the answer is:'));
  terminal.print(printable(message.content));
  return message;
}

function failure({ code, message, correlation_id }: Failure): ApiProblem {
  const problem: Problem = { status: 503, code, detail: message, correlation_id };
  return new ApiProblem(problem);
}
