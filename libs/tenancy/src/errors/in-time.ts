/**
 * What a server answers, or a rejection with the given error after so many milliseconds. An answer that arrived while this
 * process was busy counts: it is read before the error is made, since then it was not the server that was late.
 */
export function inTime<T>(answer: Promise<T>, ms: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => reject(late())), ms);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
