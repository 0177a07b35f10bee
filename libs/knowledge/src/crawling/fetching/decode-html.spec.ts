import { decodeHtml } from './decode-html.js';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  );

describe('decodeHtml', () => {
  it.each([
    [
      'the byte order mark over the header',
      bytes([0xef, 0xbb, 0xbf], [0xc3, 0xa9]),
      'text/html; charset=windows-1252',
      'é',
    ],
    ['a UTF-16 byte order mark', bytes([0xff, 0xfe, 0xe9, 0x00]), 'text/html', 'é'],
    [
      'the header over the page',
      bytes('<meta charset="utf-8">', [0xe9]),
      'text/html; charset=iso-8859-1',
      '<meta charset="utf-8">é',
    ],
    ['a quoted charset in the header', bytes([0xe9]), 'text/html; charset="latin1"', 'é'],
    [
      'the meta element',
      bytes("<meta charset='shift_jis'>", [0x82, 0xa0]),
      'text/html',
      "<meta charset='shift_jis'>あ",
    ],
    [
      'the http-equiv form',
      bytes('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', [0xcf]),
      'text/html',
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">П',
    ],
    [
      'the XML declaration',
      bytes('<?xml version="1.0" encoding="iso-8859-2"?>', [0xb1]),
      '',
      '<?xml version="1.0" encoding="iso-8859-2"?>ą',
    ],
    ['UTF-8 when nothing is said', bytes([0xc3, 0xa9]), 'text/html', 'é'],
    ['windows-1252 when it is not UTF-8', bytes([0x93, 0xe9, 0x94]), 'text/html', '“é”'],
    [
      'UTF-8 for a page that claims UTF-16 in ASCII',
      bytes('<meta charset="utf-16le">', [0xc3, 0xa9]),
      '',
      '<meta charset="utf-16le">é',
    ],
  ])('reads %s', (_name, body, contentType, text) => {
    expect(decodeHtml(body, contentType)).toBe(text);
  });

  it('passes over labels that no browser knows and over comments', () => {
    expect(
      decodeHtml(
        bytes('<!-- <meta charset="big5"> -->', [0xc3, 0xa9]),
        'text/html; charset=klingon',
      ),
    ).toContain('é');
  });

  it('reads broken UTF-8 that was declared with replacement characters', () => {
    expect(decodeHtml(bytes('a', [0xff], 'b'), 'text/html; charset=utf-8')).toBe('a\ufffdb');
  });

  it('reads an empty body', () => {
    expect(decodeHtml(new Uint8Array(0), '')).toBe('');
  });
});
