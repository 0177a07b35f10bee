import { type ExtractedPage, extractPage, type RawPage } from './extract-page.js';

/** The entry of the extraction threads; see `ExtractionPool`. */
export function extractInWorker(page: RawPage): ExtractedPage {
  return extractPage(page);
}
