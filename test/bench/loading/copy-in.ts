import pg from 'pg';

/** What a connection of the driver offers to a COPY, which its types leave out. */
interface CopyWire {
  sendCopyFromChunk(data: Buffer): void;
  endCopyFrom(): void;
}

const Query = pg.Query as unknown as new (
  text: string,
  values: undefined,
  callback: (error: Error | null, result: pg.QueryResult) => void,
) => object;

/** COPY … FROM STDIN of data that is made while the server takes it in. */
class CopyIn extends Query {
  constructor(
    text: string,
    private readonly batches: Iterable<Buffer>,
    callback: (error: Error | null) => void,
  ) {
    super(text, undefined, callback);
  }

  handleCopyInResponse(wire: CopyWire): void {
    void this.send(wire);
  }

  /** A turn of the event loop after each, so that what is sent also leaves. */
  private async send(wire: CopyWire): Promise<void> {
    for (const batch of this.batches) {
      wire.sendCopyFromChunk(batch);
      await new Promise((resolve) => setImmediate(resolve));
    }
    wire.endCopyFrom();
  }
}

export function copyIn(client: pg.Client, text: string, batches: Iterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    const answer = (error: Error | null) => (error ? reject(error) : resolve());
    client.query(new CopyIn(text, batches, answer) as unknown as pg.Submittable);
  });
}

export const signature = Buffer.concat([
  Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'),
  Buffer.alloc(8),
]);
export const trailer = Buffer.from([0xff, 0xff]);

/** A row in the binary format of COPY. */
export function binaryRow(fields: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  return Buffer.concat([count, ...fields.flatMap((field) => [int(field.length), field])]);
}

export const text = (value: string): Buffer => Buffer.from(value);
export const uuid = (value: string): Buffer => Buffer.from(value.replaceAll('-', ''), 'hex');
export function int(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** One dimension, no nulls, of the type whose number is 25. */
export const texts = (values: readonly string[]): Buffer =>
  Buffer.concat([
    ...[1, 0, 25, values.length, 1].map(int),
    ...values.map(text).flatMap((value) => [int(value.length), value]),
  ]);
