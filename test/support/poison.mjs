import pg from 'pg';

/**
 * `node --import ./test/support/poison.mjs …`: text that holds the first word takes down the process, or the thread's
 * process, that decodes it, as a page does that makes native code fail; the second one that which writes it as a chunk.
 */
const poison = 'take-this-process-down';
const slowPoison = 'take-the-indexing-process-down';

const { decode } = TextDecoder.prototype;
TextDecoder.prototype.decode = function (...args) {
  const text = decode.apply(this, args);
  if (text.includes(poison)) process.kill(process.pid, 'SIGKILL');
  return text;
};

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (sent, values, ...others) {
  const given = [...(sent.values ?? []), ...(Array.isArray(values) ? values : [])];
  const text = sent.text ?? sent;
  if (/INSERT INTO chunks/.test(text) && given.some((value) => String(value).includes(slowPoison)))
    process.kill(process.pid, 'SIGKILL');
  return query.call(this, sent, values, ...others);
};
