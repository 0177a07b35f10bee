import { arrayBytes, intsBytes, textsBytes, uuidsBytes } from './array-bytes.js';

const head = (nulls: number, type: string, count: number) =>
  ['00000001', `0000000${nulls}`, type, `0000000${count}`, '00000001'].join('');

describe('arrayBytes', () => {
  it('writes one dimension, no nulls, the type, the size, the first index and each value behind its length', () => {
    const bytes = textsBytes(['naïve', '']);

    const naive = `00000006${Buffer.from('naïve').toString('hex')}`;
    expect(bytes.toString('hex')).toBe(`${head(0, '00000019', 2)}${naive}00000000`);
  });

  it('says that there are nulls and gives them no bytes', () => {
    const letter = {
      oid: 18,
      size: () => 1,
      write: (value: string, to: Buffer, at: number) => void to.write(value, at),
    };
    const bytes = arrayBytes(letter, [null, 'a']);

    expect(bytes.toString('hex')).toBe(`${head(1, '00000012', 2)}ffffffff0000000161`);
  });

  it('writes ids and numbers as the database keeps them', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

    expect(uuidsBytes([id]).toString('hex')).toBe(
      `${head(0, '00000b86', 1)}00000010${id.replaceAll('-', '')}`,
    );
    expect(intsBytes([7, -1]).toString('hex')).toBe(
      `${head(0, '00000017', 2)}0000000400000007${'00000004'}ffffffff`,
    );
  });
});
