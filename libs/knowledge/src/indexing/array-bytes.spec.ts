import { arrayBytes } from './array-bytes.js';

const textType = 25;

describe('arrayBytes', () => {
  it('writes one dimension, no nulls, the type, the size, the first index and each value behind its length', () => {
    const bytes = arrayBytes(textType, [Buffer.from('naïve'), Buffer.alloc(0)]);

    expect(bytes.toString('hex')).toBe(
      [
        ...['00000001', '00000000', '00000019', '00000002', '00000001'],
        ...['00000006', Buffer.from('naïve').toString('hex'), '00000000'],
      ].join(''),
    );
  });

  it('says that there are nulls and gives them no bytes', () => {
    const bytes = arrayBytes(textType, [null, Buffer.from('a')]);

    expect(bytes.toString('hex')).toBe(
      [
        ...['00000001', '00000001', '00000019', '00000002', '00000001'],
        ...['ffffffff', '00000001', '61'],
      ].join(''),
    );
  });
});
