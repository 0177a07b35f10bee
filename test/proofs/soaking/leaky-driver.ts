import pg from 'pg';

interface Sent {
  name?: string;
  text?: string;
  values?: unknown[];
  /** Of a statement that brings its own transaction with it. */
  opening?: { name: string; text: string; values: unknown[] };
}
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

const prototype = pg.Client.prototype as unknown as { query: Query };
const forgottenShare = 0.1;

/**
 * What is known to leak (house style, section 16): settings for the session, forgotten by every tenth transaction. With it a
 * soak has to find foreign rows. Returns how to mend the driver again.
 */
export function leakyDriver(): () => void {
  const original = prototype.query;
  prototype.query = function (first, ...rest) {
    const { opening, ...sent } = (first ?? {}) as Sent;
    if (opening) Object.assign(opening, leaking(opening));
    const isSettings = sent.text?.startsWith('SELECT set_config(');
    return original.call(this, isSettings ? { ...sent, ...leaking(sent) } : first, ...rest);
  };
  return () => void (prototype.query = original);
}

function leaking({ text = '', values }: Sent): Sent {
  if (Math.random() < forgottenShare) return { name: 'forgotten', text: 'SELECT 1', values: [] };
  const name = `for_session_${values?.length}`;
  return { name, text: text.replaceAll(', true)', ', false)'), values };
}
