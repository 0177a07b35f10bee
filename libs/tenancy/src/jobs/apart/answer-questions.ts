import { Worker } from 'node:worker_threads';

export type Answer = { result: unknown } | { error: { name: string; message: string } };

/** What works for ever does not see that its parent was killed, so a thread looks for it. */
const watch = `const { ppid } = process;
setInterval(() => process.ppid === ppid || process.kill(process.pid, 'SIGKILL'), 1000);`;

/** Makes this process the one of a `ProcessApart`: it answers until its parent is gone. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
  new Worker(watch, { eval: true, execArgv: [] }).unref();
  // a stop of the whole group is its parent's business: to end of it would look like the fault of what it does
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  process.channel?.ref();
  process.on('disconnect', () => process.exit());
  process.on('message', (question: Question) => {
    void settled(() => answer(question)).then((found) => process.send?.(found));
  });
  process.send?.({ result: 'ready' } satisfies Answer);
}

async function settled(work: () => Promise<unknown>): Promise<Answer> {
  try {
    return { result: await work() };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message } };
  }
}
