import { aDocx, aPdf, docxParagraph } from '../../../../test/support/files/made-files.js';
import { servedContent } from './served-content.js';

describe('what is served as a web page', () => {
  it.each([
    ['a PDF', aPdf([['Washing']]), { type: 'pdf' }],
    ['a PDF after a line break', Buffer.from('\r\n%PDF-1.4 1 0 obj'), { type: 'pdf' }],
    ['a DOCX', aDocx(docxParagraph('Returns')), { type: 'docx' }],
    ['an archive', Buffer.from('PK\u0003\u0004other'), { type: null, what: 'a ZIP archive' }],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13]), { type: null, what: 'a PNG image' }],
  ])('is told to be %s', (_what, bytes, expected) => {
    expect(servedContent(bytes)).toEqual(expected);
  });

  it.each([
    ['a page', '<!doctype html><p>Hi'],
    ['a page about files', '<title>%PDF-1.4 explained</title><p>It begins with %PDF-1.4'],
    ['a bare line', 'PK is short for Phil Katz'],
    ['nothing', ''],
  ])('may be %s', (_what, text) => {
    expect(servedContent(Buffer.from(text))).toBeNull();
  });
});
