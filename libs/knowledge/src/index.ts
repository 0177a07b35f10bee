export { AddressPolicy } from './addresses/address-policy.js';
export { countTokens } from './chunking/count-tokens.js';
export { type ChunkDraft, splitPage } from './chunking/split-page.js';
export { SiteScope } from './crawling/discovery/site-scope.js';
export { SitemapWalker } from './crawling/discovery/sitemap-walker.js';
export { type ExtractedPage, extractPage } from './crawling/extraction/extract-page.js';
export { ExtractionPool } from './crawling/extraction/extraction-pool.js';
export { hashBlock, sha256, splitBlocks } from './crawling/extraction/split-blocks.js';
export type { FetchOptions, FetchResult } from './crawling/fetching/fetch-result.js';
export { HostGate } from './crawling/fetching/host-gate.js';
export { SiteFetcher } from './crawling/fetching/site-fetcher.js';
export { SiteCrawler } from './crawling/site-crawler.service.js';
export { EMBEDDING_MODEL, type EmbeddingModel } from './embedding/embedding-model.js';
export { HashedEmbeddingModel } from './embedding/hashed-embedding-model.js';
export { IngestPage, type PageOutcome, pageOutcomes } from './frontier/ingest-page.entity.js';
export { Chunk } from './indexing/chunk.entity.js';
export { PageIndexer } from './indexing/page-indexer.service.js';
export {
  Ingest,
  type IngestKind,
  type IngestStatus,
  ingestStatuses,
} from './ingests/ingest.entity.js';
export { IngestRepository } from './ingests/ingest.repository.js';
export { IngestService, type StartIngest } from './ingests/ingest.service.js';
export { IngestStepper } from './ingests/ingest-stepper.js';
export { IngestSweep } from './ingests/ingest-sweep.js';
export type { IngestPages, IngestProgress, KnowledgeStatus } from './ingests/knowledge-status.js';
export { type PagesQuery, StatusService } from './ingests/status.service.js';
export { crawlPagesJob } from './jobs/crawl-pages.job.js';
export { knowledgeJobs } from './jobs/index.js';
export { indexPagesJob } from './jobs/index-pages.job.js';
export type { IngestStep } from './jobs/ingest-step.js';
export { publishReleaseJob } from './jobs/publish-release.job.js';
export { crawlQueue, indexQueue, knowledgeQueues } from './jobs/queues.js';
export { KnowledgeModule } from './knowledge.module.js';
export { knowledgeMigrations } from './migrations/index.js';
export { Page } from './pages/page.entity.js';
export type { PageText } from './pages/page.repository.js';
export { PageService, type StoredPage } from './pages/page.service.js';
export { ReleasePublisher } from './publishing/release-publisher.service.js';
export { Release } from './releases/release.entity.js';
export { ReleaseService } from './releases/release.service.js';
export { KnowledgeSearch } from './retrieval/knowledge-search.service.js';
export type { RetrievedChunk, SearchOptions, SearchOutcome } from './retrieval/retrieved-chunk.js';
export { Source } from './sources/source.entity.js';
export { tokenize } from './terms/tokenize.js';
