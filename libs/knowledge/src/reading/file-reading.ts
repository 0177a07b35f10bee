import type { FileType } from '../files/file-type.js';
import type { FileFault } from '../frontier/ingest-page.entity.js';

/** About 300 pages of a book. What is longer is cut into chunks for seconds and better given in parts. */
export const maxCharacters = 1_000_000;
export const cutDetail = `only the first ${maxCharacters} characters of its text were read; give it in parts`;

/** A file as it was given, before anybody looked into it. */
export interface RawFile {
  name: string;
  type: FileType;
  /** The value of the Content-Type header; its charset counts for texts. */
  contentType: string;
  bytes: Uint8Array;
}

/** What a reader makes of a file; a title only where the file has one. */
export interface FileText {
  title?: string;
  markdown: string;
  detail?: string;
}

export interface ReadFile {
  outcome: 'read';
  title: string;
  markdown: string;
  /** What was left out, and why; null where nothing was. */
  detail: string | null;
}

export interface UnreadFile {
  outcome: FileFault;
  detail: string;
}

export type FileReading = ReadFile | UnreadFile;

/** Carries the outcome of a file out of the middle of its reader. */
export class FileFaultError extends Error {
  override readonly name = 'FileFaultError';

  constructor(
    readonly outcome: FileFault,
    detail: string,
  ) {
    super(detail);
  }
}
