import { deflateSync } from 'node:zlib';

import {
  aDocx,
  anEncryptedPdf,
  aPdf,
  aPdfOfStream,
  aZip,
  docxParagraph,
  docxParts,
} from '../../../../test/support/files/made-files.js';
import type { FileType } from '../files/file-type.js';
import { readFile } from './read-file.js';

const megabyte = 1024 * 1024;
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const endings: Record<FileType, string> = {
  text: 'txt',
  markdown: 'md',
  csv: 'csv',
  pdf: 'pdf',
  docx: 'docx',
};

const read = (type: FileType, content: string | Buffer, contentType = '') =>
  readFile({
    name: `care guide.${endings[type]}`,
    type,
    contentType,
    bytes: new Uint8Array(Buffer.from(content as string)),
  });

describe('readFile', () => {
  it('reads plain text as it stands, whatever marks it holds', async () => {
    expect(await read('text', '# 1 pillow\r\n    wash at 40\r\n\r\n\r\n- gently')).toEqual({
      outcome: 'read',
      title: 'care guide',
      markdown: '\\# 1 pillow\nwash at 40\n\n\\- gently',
      detail: null,
    });
  });

  it('decodes text as browsers do', async () => {
    const latin = Buffer.from('Gr\xf6\xdfe', 'latin1');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')]);

    for (const bytes of [latin, utf16, Buffer.from('\ufeffGröße')]) {
      expect(await read('text', bytes)).toMatchObject({ markdown: 'Größe' });
    }
    const cyrillic = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
    expect(await read('text', cyrillic, 'text/plain; charset=windows-1251')).toMatchObject({
      markdown: 'Привет',
    });
  });

  it('takes the title of Markdown from its first heading, and leaves out its front matter', async () => {
    expect(await read('markdown', '---\na: b\n---\n# Care #\n\nWash *cold*.')).toMatchObject({
      title: 'Care',
      markdown: '# Care #\n\nWash *cold*.',
    });
  });

  it('makes a section of every row of a CSV, with the names of the columns', async () => {
    const { markdown } = (await read(
      'csv',
      '\ufeffSize;Width, cm;Note\r\nKing;180;"soft; and\nwide"\r\n\r\nTwin;90;\r\n',
    )) as { markdown: string };

    expect(markdown).toBe(
      '## King\n\n- Size: King\n- Width, cm: 180\n- Note: soft; and wide\n\n## Twin\n\n- Size: Twin\n- Width, cm: 90',
    );
  });

  it('reads the beginning of a CSV of a million rows, and says so', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `pillow ${i},${i}`);

    const start = performance.now();
    const reading = await read('csv', `name,price\n${rows.join('\n')}`);

    expect(reading).toMatchObject({
      outcome: 'read',
      detail: expect.stringContaining('5000 rows'),
    });
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  it('keeps the pages of a PDF as sections, and its paragraphs', async () => {
    const reading = await read('pdf', aPdf([['Washing', 'at 40 C', '', 'Drying'], [], ['# 3']]));

    expect(reading).toMatchObject({
      title: 'care guide',
      markdown: '## Page 1\n\nWashing\nat 40 C\n\nDrying\n\n## Page 3\n\n\\# 3',
    });
  });

  it('keeps headings, lists and tables of a DOCX', async () => {
    const cell = (text: string) => `<w:tc>${docxParagraph(text)}</w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
    const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const body =
      docxParagraph('Returns', '<w:pStyle w:val="Heading1"/>') +
      docxParagraph('Send it back.') +
      docxParagraph('unused', list) +
      docxParagraph('with its box', list) +
      `<w:tbl>${row('Country', 'Days')}${row('Iceland', '60')}${row('Norway', '30')}</w:tbl>`;

    expect(await read('docx', aDocx(body))).toMatchObject({
      title: 'Returns',
      markdown: expect.stringMatching(
        /^# Returns\n\nSend it back\.\n\n- unused\n- with its box\n\n\| Country \| Days \|\n\| --- \| --- \|\n\| Iceland \| 60 \|\n\| Norway \| 30 \|$/,
      ),
    });
  });

  it.each(['text', 'markdown'] as const)(
    'says what it left out of much %s that holds little',
    async (type) => {
      const much = `wash at 40\n\n${'\n\n \n'.repeat(600_000)}never iron`;

      expect(await read(type, much)).toMatchObject({
        outcome: 'read',
        markdown: 'wash at 40',
        detail: expect.stringContaining('in parts'),
      });
    },
  );

  it('cuts a text that is longer than a book', async () => {
    const reading = await read('text', 'pillow '.repeat(200_000));

    expect(reading).toMatchObject({ outcome: 'read', detail: expect.stringContaining('in parts') });
    expect((reading as { markdown: string }).markdown.length).toBeLessThanOrEqual(1_000_000);
  });
});

describe('a file that cannot be read', () => {
  const bomb = docxParts(docxParagraph('x'.repeat(100 * megabyte)));
  const cases: [string, FileType, string | Buffer, string, string][] = [
    ['no byte', 'text', '', 'empty', 'no byte'],
    ['only white space', 'text', ' \n\u200b\n', 'empty', 'no text'],
    ['a header alone', 'csv', 'name,price\n', 'empty', 'no text'],
    ['a PDF without text', 'pdf', aPdf([[], []]), 'empty', 'scan'],
    ['a DOCX without text', 'docx', aDocx(''), 'empty', 'no text'],
    ['a PDF with a password', 'pdf', anEncryptedPdf(), 'encrypted', 'password'],
    [
      'a DOCX with a password',
      'docx',
      Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
      'password',
    ],
    ['a ZIP with a password', 'docx', aZip(docxParts(''), { flags: 1 }), 'encrypted', 'password'],
    ['half a PDF', 'pdf', aPdf([['a'], ['b']]).subarray(0, 500), 'truncated', 'middle'],
    ['half a DOCX', 'docx', aDocx(docxParagraph('a')).subarray(0, 300), 'truncated', 'not whole'],
    ['a CSV that ends in a value', 'csv', 'a,b\n1,"2', 'truncated', 'quoted value'],
    ['a picture called PDF', 'pdf', png, 'mislabelled', 'a PNG image'],
    ['a web page called PDF', 'pdf', '\n<!DOCTYPE html><p>404', 'mislabelled', 'a web page'],
    ['a PDF called text', 'text', aPdf([['a']]), 'mislabelled', 'a PDF'],
    ['a web page called CSV', 'csv', '<html><p>Sign in', 'mislabelled', 'a web page'],
    ['an archive called DOCX', 'docx', aZip({ 'a.txt': 'a' }), 'mislabelled', 'other files'],
    [
      'a spreadsheet called DOCX',
      'docx',
      aZip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }),
      'mislabelled',
      'Office',
    ],
    ['an old Word file called DOCX', 'docx', ole, 'mislabelled', 'old Office'],
    ['garbage called PDF', 'pdf', Buffer.alloc(5_000, 0xa7), 'mislabelled', 'something else'],
    ['garbage called text', 'text', Buffer.alloc(5_000, '\x01\x02ab'), 'unreadable', 'data'],
    ['null characters', 'markdown', 'a\0b', 'unreadable', 'data'],
    ['a PDF of garbage', 'pdf', `%PDF-1.4\n${'A'.repeat(900)}%%EOF`, 'unreadable', 'damaged'],
    [
      'a DOCX of broken XML',
      'docx',
      aZip({ ...docxParts(''), 'word/document.xml': '<w:document' }),
      'unreadable',
      'damaged',
    ],
    ['a table of one value', 'csv', `a,"${'b '.repeat(megabyte)}"`, 'unreadable', 'longer'],
    ['a table of one row', 'csv', 'a,'.repeat(50_000), 'unreadable', 'columns'],
    ['a bomb of DOCX', 'docx', aZip(bomb), 'too_large', 'unpacks'],
    ['a bomb of DOCX that lies', 'docx', aZip(bomb, { size: 100 }), 'too_large', 'unpacks'],
    [
      'a bomb of PDF',
      'pdf',
      aPdfOfStream(deflateSync(Buffer.alloc(80 * megabyte, ' ')), '/FlateDecode'),
      'too_large',
      'unpacks',
    ],
    [
      'a bomb in a bomb',
      'pdf',
      aPdfOfStream(deflateSync('x'), '[/FlateDecode /FlateDecode]'),
      'too_large',
      'twice',
    ],
  ];

  it.each(cases)('says why: %s', async (...[, type, content, outcome, why]) => {
    const start = performance.now();

    const reading = await read(type, content);

    expect(reading).toEqual({ outcome, detail: expect.stringContaining(why) });
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  it('does not take a reader along, wherever a file is cut or damaged', async () => {
    const whole: [FileType, Buffer][] = [
      ['pdf', aPdf([['Washing', 'at 40 C']])],
      ['docx', aDocx(docxParagraph('Returns'))],
    ];
    for (const [type, file] of whole) {
      for (let at = 0; at < file.length; at += 7) {
        const damaged = Buffer.from(file);
        damaged[at] = (damaged[at] ?? 0) ^ 0xff;
        for (const content of [damaged, file.subarray(0, at)]) {
          expect(await read(type, content)).toHaveProperty('outcome');
        }
      }
    }
  });
});
