export const fileTypes = ['text', 'markdown', 'csv', 'pdf', 'docx'] as const;
export type FileType = (typeof fileTypes)[number];

const byEnding: Readonly<Record<string, FileType>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  csv: 'csv',
  tsv: 'csv',
  pdf: 'pdf',
  docx: 'docx',
};

const byMediaType: Readonly<Record<string, FileType>> = {
  'text/plain': 'text',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/csv': 'csv',
  'application/pdf': 'pdf',
  'application/x-pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** Declared for anything that a server has no better word for. */
const saysNothing = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

export const fileEndings = Object.keys(byEnding);

/** What a file's name says it is, else its media type; null for what is not read. */
export function declaredType(name: string, contentType: string): FileType | null {
  return endingType(name) ?? byMediaType[mediaType(contentType)] ?? null;
}

/** The same for what a website serves, whose header comes first: its addresses end in anything. */
export function servedType(name: string, contentType: string): FileType | null {
  const type = mediaType(contentType);
  const named = endingType(name);
  // many servers know no type of Markdown and CSV and say that they are plain text
  if (type === 'text/plain' && (named === 'markdown' || named === 'csv')) return named;
  return byMediaType[type] ?? (saysNothing.has(type) ? named : null);
}

function endingType(name: string): FileType | null {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byEnding, ending) ? (byEnding[ending] ?? null) : null;
}

function mediaType(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
