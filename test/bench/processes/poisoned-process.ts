/**
 * Text that holds this word takes down the process that decodes it. Where pages are extracted in the worker itself
 * (CRAWL_EXTRACTION_THREADS=0), nothing stands between it and the worker.
 */
const poison = 'take-this-process-down';
const { decode } = TextDecoder.prototype;

TextDecoder.prototype.decode = function (...args) {
  const text = decode.apply(this, args);
  if (text.includes(poison)) process.kill(process.pid, 'SIGKILL');
  return text;
};
