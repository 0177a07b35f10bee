import type { FileType } from '../files/file-type.js';
import { contentOf } from './check-content.js';

/** What an address serves in place of the web page that its header says: a file that can be read, or what cannot. */
export type ServedContent = { type: FileType } | { type: null; what: string };

/** Null for what may be a web page; its first bytes decide, as a page may be about files. */
export function servedContent(bytes: Uint8Array): ServedContent | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (/^\W{0,8}%PDF-/.test(start)) return { type: 'pdf' };
  const { content, what } = contentOf(bytes);
  if (content === 'zip' && Buffer.from(bytes).includes('word/document.xml')) {
    return { type: 'docx' };
  }
  return content === 'zip' || content === 'office' || content === 'binary'
    ? { type: null, what }
    : null;
}
