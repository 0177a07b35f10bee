/**
 * `node --import ./test/support/poison.mjs …`: text that holds this word takes down the process, or the thread's process,
 * that decodes it, as a page does that makes native code fail.
 */
const poison = 'take-this-process-down';
const { decode } = TextDecoder.prototype;

TextDecoder.prototype.decode = function (...args) {
  const text = decode.apply(this, args);
  if (text.includes(poison)) process.kill(process.pid, 'SIGKILL');
  return text;
};
