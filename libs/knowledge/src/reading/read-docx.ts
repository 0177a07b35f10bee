import { parsePage } from '../crawling/extraction/parse-page.js';
import { writeMarkdown } from '../crawling/extraction/write-markdown.js';
import { FileFaultError, type FileText, type RawFile } from './file-reading.js';
import { ZipFile } from './zip-file.js';

/** 500 pages have 10 MB of XML. Pictures are never unpacked, so they do not count. */
const maxUnpackedBytes = 32 * 1024 * 1024;
const mainPart = 'word/document.xml';

/** Headings, lists, tables and text, written as those of a web page are. */
export async function readDocx({ bytes, name }: RawFile): Promise<FileText> {
  const zip = new ZipFile(bytes, maxUnpackedBytes);
  if (!zip.has(mainPart) && !zip.has('[Content_Types].xml')) {
    const detail = `"${name}" is said to be DOCX, but holds ${whatIn(zip)}`;
    throw new FileFaultError('mislabelled', detail);
  }
  if (zip.names.some((part) => /^(xl|ppt)\//.test(part))) {
    throw new FileFaultError(
      'mislabelled',
      `"${name}" is said to be DOCX, but holds another kind of Office file`,
    );
  }
  const { convertToHtml, images } = (await import('mammoth')).default;
  try {
    // it takes any archive that can say what it holds and read it; its own unpacks without a bound
    const archive = { file: asArchive(zip) } as unknown as { buffer: Buffer };
    const convertImage = images.imgElement(async () => ({ src: '' }));
    const { value } = await convertToHtml(archive, { convertImage, externalFileAccess: false });
    const { root } = parsePage(`<main>${value}</main>`);
    return { title: titleIn(value), markdown: writeMarkdown(root) };
  } catch (error) {
    if (error instanceof FileFaultError) throw error;
    throw new FileFaultError(
      'unreadable',
      'the document is damaged; save it anew from its program',
    );
  }
}

function asArchive(zip: ZipFile) {
  return {
    exists: (part: string) => zip.has(part),
    read: async (part: string, encoding?: string) => {
      const bytes = zip.read(part);
      if (encoding === undefined) return new Uint8Array(bytes);
      return encoding === 'base64'
        ? bytes.toString('base64')
        : new TextDecoder(encoding).decode(bytes);
    },
  };
}

const whatIn = (zip: ZipFile): string =>
  zip.names.length === 0 ? 'an empty archive' : 'an archive of other files';

/** The heading at the very top, if there is one. */
function titleIn(html: string): string | undefined {
  return /^<h1>(.*?)<\/h1>/.exec(html)?.[1]?.replace(/<[^>]*>/g, '');
}
