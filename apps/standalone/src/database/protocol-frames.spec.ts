import { type Incoming, IncomingFrames } from './protocol-frames.js';

const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]);

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body, 'latin1')]);
}

function readAll(...chunks: Buffer[]): Incoming[] {
  const frames = new IncomingFrames();
  return chunks.flatMap((chunk) => [...frames.read(chunk)]);
}

describe('IncomingFrames', () => {
  const pipeline = ['P', 'B', 'D', 'E', 'S'].map((type) => message(type, `${type}-body`));
  const whole = Buffer.concat(pipeline);

  it('keeps everything up to Sync together as one unit', () => {
    expect(readAll(startup, whole)).toEqual([{ kind: 'startup' }, { kind: 'unit', bytes: whole }]);
  });

  it('cuts the same units however the bytes arrive', () => {
    const bytes = Buffer.concat([startup, whole, message('Q', 'SELECT 1\0'), message('X', '')]);
    const oneByOne = [...bytes].map((byte) => Buffer.from([byte]));

    expect(readAll(...oneByOne)).toEqual(readAll(bytes));
    expect(readAll(bytes).map(({ kind }) => kind)).toEqual([
      'startup',
      'unit',
      'unit',
      'terminate',
    ]);
  });

  it('answers requests for encryption before the start-up packet', () => {
    const ssl = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

    expect(readAll(Buffer.concat([ssl, startup])).map(({ kind }) => kind)).toEqual([
      'encryption-request',
      'startup',
    ]);
  });

  it('refuses what is not the protocol', () => {
    expect(() => readAll(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toThrow(
      /not the PostgreSQL protocol/,
    );
    expect(() => readAll(startup, Buffer.from([81, 0, 0, 0, 0]))).toThrow(/not the PostgreSQL/);
    expect(readAll(Buffer.from([0, 0, 0, 8, 0, 2, 0, 0]))).toEqual([{ kind: 'garbage' }]);
  });
});
