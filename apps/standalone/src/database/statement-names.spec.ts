import { StatementNames } from './statement-names.js';

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}
const sync = message('S', '');
const prepared = (name: string) =>
  Buffer.concat([
    message('P', `${name}\0SELECT $1\0`),
    message('B', `portal\0${name}\0values`),
    message('D', 'Pportal\0'),
    message('D', `S${name}\0`),
    message('E', 'portal\0'),
    sync,
  ]);

describe('StatementNames', () => {
  it('gives each client names of its own, of the same length everywhere in a unit', () => {
    const [a, b] = [new StatementNames(), new StatementNames()];

    const ofA = Buffer.from(a.own(prepared('search')));
    const ofB = Buffer.from(b.own(prepared('search')));

    const name = /c\d+_search/.exec(ofA.toString('latin1'))?.[0] ?? '';
    expect(ofA).toEqual(prepared(name));
    expect(ofB).not.toEqual(ofA);
    expect(a.own(prepared('search'))).toEqual(ofA);
  });

  it('leaves statements without a name and simple queries as they are', () => {
    const names = new StatementNames();

    for (const unit of [prepared(''), message('Q', 'SELECT 1\0'), sync]) {
      expect(names.own(unit)).toBe(unit);
    }
    expect(names.closing()).toBeNull();
  });

  it('closes what a client still keeps when it leaves', () => {
    const names = new StatementNames();
    const kept = Buffer.from(names.own(message('P', 'kept\0SELECT 1\0'))).toString('latin1');
    names.own(message('P', 'closed\0SELECT 1\0'));
    names.own(message('C', 'Sclosed\0'));

    const name = /c\d+_kept/.exec(kept)?.[0] ?? '';
    expect(names.closing()).toEqual(Buffer.concat([message('C', `S${name}\0`), sync]));
  });
});
