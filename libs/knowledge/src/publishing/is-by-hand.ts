import type { Ingest } from '../ingests/ingest.entity.js';

/** Snippets and files come and go one by one, on purpose; a feed that shrank may be broken, like a website. */
export const isByHand = ({ kind, url }: Pick<Ingest, 'kind' | 'url'>): boolean =>
  kind === 'import' && (url === 'snippets:' || url === 'files:');
