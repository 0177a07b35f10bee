import type { FileReading, RawFile } from '../../reading/file-reading.js';
import { type FeedReading, type RawFeed, readFeed } from '../../reading/read-feed.js';
import { readFile } from '../../reading/read-file.js';
import { type ExtractedPage, extractPage, type RawPage } from './extract-page.js';

/** The entries of the extraction threads; see `ExtractionPool`. */
export function extractInWorker(page: RawPage): ExtractedPage {
  return extractPage(page);
}

export function readFileInWorker(file: RawFile): Promise<FileReading> {
  return readFile(file);
}

export function readFeedInWorker(feed: RawFeed): FeedReading {
  return readFeed(feed);
}
