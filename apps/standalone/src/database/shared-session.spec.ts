import { stat } from 'node:fs';
import { setImmediate as yieldToSockets, setTimeout as sleep } from 'node:timers/promises';

import { type Backend, SharedSession } from './shared-session.js';

const frame = (type: string, body: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
};
const query = (text: string) => frame('Q', `${text}\0`);
const textOf = (unit: Uint8Array) => Buffer.from(unit.subarray(5)).toString().replace('\0', '');

/** Understands BEGIN, COMMIT, ROLLBACK and NOTIFY; remembers what ran in which order. */
class ScriptedBackend implements Backend {
  readonly ran: string[] = [];
  private state = 'I';

  execProtocolRawSync(unit: Uint8Array): Uint8Array {
    const text = textOf(unit);
    this.ran.push(text);
    if (text === 'BEGIN') this.state = 'T';
    if (['COMMIT', 'ROLLBACK'].includes(text)) this.state = 'I';
    const notification = text === 'NOTIFY' ? [frame('A', 'news')] : [];
    return Buffer.concat([...notification, frame('C', text), frame('Z', this.state)]);
  }
}

class RecordingClient {
  readonly received: string[] = [];
  dismissal?: string;

  send(bytes: Uint8Array): void {
    this.received.push(Buffer.from(bytes).toString('latin1'));
  }

  dismiss(sqlState: string): void {
    this.dismissal = sqlState;
  }
}

function open(idleTransactionMs = 1_000) {
  const backend = new ScriptedBackend();
  const session = new SharedSession(backend, idleTransactionMs, (error) => {
    throw error;
  });
  return { backend, session, a: new RecordingClient(), b: new RecordingClient() };
}

describe('SharedSession', () => {
  it('lets nobody into an open transaction but the client that opened it', async () => {
    const { backend, session, a, b } = open();

    session.submit(a, query('BEGIN'));
    await sleep(5);
    session.submit(b, query('b waits'));
    session.submit(a, query('a works'));
    await sleep(5);
    session.submit(a, query('COMMIT'));
    await sleep(5);

    expect(backend.ran).toEqual(['BEGIN', 'a works', 'COMMIT', 'b waits']);
  });

  it('lets what is over at once go before what opens a transaction, but not for ever', async () => {
    const { backend, session, a, b } = open();
    const c = new RecordingClient();

    session.submit(a, query('BEGIN'));
    await sleep(5);
    session.submit(b, query('BEGIN'));
    session.submit(b, query('COMMIT'));
    for (let i = 0; i < 10; i += 1) session.submit(c, query(`c ${i}`));
    session.submit(a, query('COMMIT'));
    await sleep(20);

    const before = Array.from({ length: 8 }, (_, i) => `c ${i}`);
    expect(backend.ran).toEqual(['BEGIN', 'COMMIT', ...before, 'BEGIN', 'COMMIT', 'c 8', 'c 9']);
  });

  it('rolls back what a client leaves behind, and goes on', async () => {
    const { backend, session, a, b } = open();

    session.submit(a, query('BEGIN'));
    await sleep(5);
    session.submit(b, query('b waits'));
    session.leave(a);
    await sleep(5);

    expect(backend.ran).toEqual(['BEGIN', 'ROLLBACK', 'b waits']);
  });

  it('ends an idle transaction, and never runs what its client sends afterwards', async () => {
    const { backend, session, a, b } = open(20);

    session.submit(a, query('BEGIN'));
    session.submit(b, query('b waits'));
    await sleep(60);
    session.submit(a, query('would run unscoped'));
    await sleep(5);

    expect(a.dismissal).toBe('25P03');
    expect(backend.ran).toEqual(['BEGIN', 'ROLLBACK', 'b waits']);
  });

  it('takes nobody for idle whose message it had no time to read', async () => {
    const { backend, session, a } = open(20);
    session.submit(a, query('BEGIN'));
    await yieldToSockets();

    // arrives while this process does something else for longer than a transaction may be idle
    stat('.', () => session.submit(a, query('COMMIT')));
    const end = Date.now() + 60;
    while (Date.now() < end);
    await sleep(5);

    expect([a.dismissal, backend.ran]).toEqual([undefined, ['BEGIN', 'COMMIT']]);
  });

  it('brings notifications to those who listen and keeps them from those who do not', async () => {
    const { session, a, b } = open();

    session.submit(a, query('-- for jobs\nLISTEN jobs'));
    session.submit(b, query('NOTIFY'));
    await sleep(5);

    expect(a.received.join('')).toContain('news');
    expect(b.received.join('')).not.toContain('news');
  });
});
