import type { FileType } from '../files/file-type.js';
import { FileFaultError, type RawFile } from './file-reading.js';

type Content = 'pdf' | 'zip' | 'office' | 'html' | 'binary' | 'other';

interface Signature {
  content: Content;
  what: string;
  bytes: readonly number[];
}

/** How well-known kinds of file begin (the "magic numbers" of file(1)). */
const signatures: readonly Signature[] = [
  { content: 'zip', what: 'a ZIP archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { content: 'zip', what: 'an empty ZIP archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
  {
    content: 'office',
    what: 'a file of an old Office',
    bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  },
  { content: 'binary', what: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { content: 'binary', what: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { content: 'binary', what: 'a GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { content: 'binary', what: 'a gzip archive', bytes: [0x1f, 0x8b] },
  { content: 'binary', what: 'a RAR archive', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a] },
  { content: 'binary', what: 'a 7z archive', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { content: 'binary', what: 'a program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
];

const names: Readonly<Record<FileType, string>> = {
  text: 'plain text',
  markdown: 'Markdown',
  csv: 'CSV',
  pdf: 'PDF',
  docx: 'DOCX',
};

/** Texts begin like nothing in particular. */
const contentsOf: Partial<Record<FileType, Content>> = { pdf: 'pdf', docx: 'zip' };

/** Readers of PDF find its header anywhere in the first KiB. */
const pdfHeaderWithin = 1_024;
const sampledBytes = 64 * 1_024;
/** A text has hardly any; what is not text has one in eight. */
const mostControls = 0.02;

/** Throws what a file is instead of what it is said to be; the reader of its type may rely on the rest. */
export function checkContent({ bytes, type, name }: RawFile): void {
  if (bytes.length === 0) throw new FileFaultError('empty', 'the file holds no byte');
  const { content, what } = contentOf(bytes);
  if (type === 'docx' && content === 'office' && isEncryptedOffice(bytes)) {
    throw new FileFaultError('encrypted', 'the document asks for a password; save it without one');
  }
  if (content !== (contentsOf[type] ?? 'other')) {
    const detail = `"${name}" is said to be ${names[type]}, but holds ${what}`;
    throw new FileFaultError('mislabelled', detail);
  }
  if (content === 'other' && isBinary(bytes)) {
    throw new FileFaultError('unreadable', 'the file holds no text, but data');
  }
}

/** By how it begins. */
export function contentOf(bytes: Uint8Array): { content: Content; what: string } {
  const start = latin1(bytes, pdfHeaderWithin);
  if (start.includes('%PDF-')) return { content: 'pdf', what: 'a PDF' };
  const known = signatures.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  if (known !== undefined) return known;
  if (/^\W*<(!doctype html|html)\b/i.test(start)) return { content: 'html', what: 'a web page' };
  return { content: 'other', what: 'something else' };
}

/** An encrypted document is a container of the old format with streams of these names, in UTF-16. */
function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** With a byte order mark of UTF-16 half of the bytes of a text are zero. */
function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe)) return false;
  const sample = bytes.subarray(0, sampledBytes);
  const controls = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
  return sample.includes(0) || controls.length > sample.length * mostControls;
}

function latin1(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.subarray(0, length)).toString('latin1');
}
