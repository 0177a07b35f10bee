import { readFeed } from '../../reading/read-feed.js';
import { readFile } from '../../reading/read-file.js';
import { poolEntry } from '../pool/pool-entry.js';
import { extractPage } from './extract-page.js';

/** The entries of the extraction threads; see `ExtractionPool`. */
export const extractInWorker = poolEntry(extractPage);
export const readFileInWorker = poolEntry(readFile);
export const readFeedInWorker = poolEntry(readFeed);
