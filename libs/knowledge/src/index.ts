export { AddressPolicy } from './addresses/address-policy.js';
export { RefusedAddressError } from './addresses/guarded-connector.js';
export { GuardedWeb } from './addresses/guarded-web.js';
export { KnowledgeCaps } from './caps/knowledge-caps.service.js';
export { CheckQuestion } from './checks/check-question.entity.js';
export { type CheckFields, CheckQuestionService } from './checks/check-question.service.js';
export { type CheckReport, CheckReporter } from './checks/check-reporter.service.js';
export type { CheckResult, CheckRun } from './checks/check-run.js';
export { CheckRunner } from './checks/check-runner.service.js';
export { checkFaults } from './checks/judge-check.js';
export { countTokens } from './chunking/count-tokens.js';
export { type ChunkDraft, splitPage } from './chunking/split-page.js';
export { diffText, type TextDiff } from './comparing/diff-text.js';
export {
  changeKinds,
  type DiffQuery,
  type PageChange,
  type ReleaseDiff,
} from './comparing/page-change.js';
export { ReleaseDiffer } from './comparing/release-differ.service.js';
export { SiteScope } from './crawling/discovery/site-scope.js';
export {
  type SitemapLimits,
  sitemapLimits,
  SitemapWalker,
} from './crawling/discovery/sitemap-walker.js';
export { type ExtractedPage, extractPage } from './crawling/extraction/extract-page.js';
export { ExtractionPool } from './crawling/extraction/extraction-pool.js';
export { hashBlock, sha256, splitBlocks } from './crawling/extraction/split-blocks.js';
export type { FetchOptions, FetchResult } from './crawling/fetching/fetch-result.js';
export { HostGate } from './crawling/fetching/host-gate.js';
export { SiteFetcher } from './crawling/fetching/site-fetcher.js';
export { SiteCrawler } from './crawling/site-crawler.service.js';
export { EMBEDDING_MODEL, type EmbeddingModel } from './embedding/embedding-model.js';
export { embeddingKinds } from './embedding/embedding-model.js';
export { HashedEmbeddingModel } from './embedding/hashed-embedding-model.js';
export type { CallConfig } from './embedding/runs/call-config.js';
export { ModelRuns } from './embedding/runs/model-runs.js';
export { vectorBytes } from './embedding/vector-bytes.js';
export { type ChangedFile, FileService, type GivenFile } from './files/file.service.js';
export { type FileType, fileTypes } from './files/file-type.js';
export { StoredFile } from './files/stored-file.entity.js';
export { FrontierService } from './frontier/frontier.service.js';
export { IngestPage, type PageOutcome, pageOutcomes } from './frontier/ingest-page.entity.js';
export type { ListedPage, OutcomeGroup } from './frontier/outcome.repository.js';
export { HostTurns } from './hosts/host-turns.service.js';
export { Chunk } from './indexing/chunk.entity.js';
export { ChunkEmbedder } from './indexing/chunk-embedder.service.js';
export { ChunkWriter, type ReadyCuts } from './indexing/chunk-writer.service.js';
export { PageIndexer } from './indexing/page-indexer.service.js';
export { writeBehind } from './indexing/write-behind.js';
export { CrawlSweep } from './ingests/crawl-sweep.js';
export {
  Ingest,
  type IngestKind,
  ingestKinds,
  type IngestStatus,
  ingestStatuses,
} from './ingests/ingest.entity.js';
export { IngestRepository } from './ingests/ingest.repository.js';
export { IngestService, type StartIngest } from './ingests/ingest.service.js';
export { IngestQueue, type IngestStart, type WantedIngest } from './ingests/ingest-queue.js';
export { IngestResumer } from './ingests/ingest-resumer.js';
export { IngestStepper } from './ingests/ingest-stepper.js';
export { IngestSweep } from './ingests/ingest-sweep.js';
export { KnowledgeClearer } from './ingests/knowledge-clearer.js';
export type { IngestPages, IngestProgress, KnowledgeStatus } from './ingests/knowledge-status.js';
export { SourceIngests } from './ingests/source-ingests.js';
export { type PagesQuery, StatusService } from './ingests/status.service.js';
export { crawlPagesJob } from './jobs/crawl-pages.job.js';
export { knowledgeJobs } from './jobs/index.js';
export { indexPagesJob } from './jobs/index-pages.job.js';
export { IngestBlamer } from './jobs/ingest-blamer.js';
export type { IngestStep } from './jobs/ingest-step.js';
export { publishReleaseJob } from './jobs/publish-release.job.js';
export { crawlQueue, indexQueue, knowledgeQueues } from './jobs/queues.js';
export { type StartCrawlData, startCrawlJob } from './jobs/start-crawl.job.js';
export { ingestEnded, pagesEnded, searchEnded, stepEnded } from './knowledge.events.js';
export { KnowledgeModule } from './knowledge.module.js';
export { knowledgeMigrations } from './migrations/index.js';
export type { StoredPage } from './pages/batches/page-batch.js';
export { PageBatches } from './pages/batches/page-batches.service.js';
export { Page } from './pages/page.entity.js';
export type { PageDetail } from './pages/page.repository.js';
export { PageService } from './pages/page.service.js';
export { type PageKind, pageKinds } from './pages/page-kind.js';
export type { PageText } from './pages/page-text.js';
export {
  availabilities,
  type Product,
  type ProductFacts,
  type ProductVariant,
} from './pages/product.js';
export { PurgeSweep } from './publishing/purge-sweep.js';
export { ReleasePublisher } from './publishing/release-publisher.service.js';
export { ReleaseSwitcher } from './publishing/release-switcher.service.js';
export { PageRechecker } from './rechecking/page-rechecker.service.js';
export type { FreshPage, Recheck } from './rechecking/recheck.js';
export { takePlaces } from './rechecking/take-places.js';
export {
  type GateProblem,
  Release,
  type ReleaseStatus,
  releaseStatuses,
} from './releases/release.entity.js';
export type { DescribedRelease } from './releases/release.repository.js';
export { ReleaseService } from './releases/release.service.js';
export { ReleaseSettings } from './releases/release-settings.js';
export { type DenseLeg, denseMethods, denseReasons } from './retrieval/dense-leg.js';
export { KnowledgeSearch } from './retrieval/knowledge-search.service.js';
export { queryTerms } from './retrieval/query-terms.js';
export {
  densesUnavailable,
  rerankFailures,
  type RetrievedChunk,
  type SearchFilter,
  type SearchOptions,
  type SearchOutcome,
} from './retrieval/retrieved-chunk.js';
export { type SamplePlace, SampleQuestions } from './retrieval/sample-questions.service.js';
export { SketchIndex } from './retrieval/sketch-index.service.js';
export { Sketcher } from './sketching/sketcher.service.js';
export { Snippet } from './snippets/snippet.entity.js';
export {
  type ChangedSnippet,
  type SnippetFields,
  SnippetService,
} from './snippets/snippet.service.js';
export { type CrawlRules, noRules } from './sources/crawl-rules.js';
export { Source, sourceKinds } from './sources/source.entity.js';
export type { ListedSource } from './sources/source.repository.js';
export { type NewSource, SourceService, type SourceSettings } from './sources/source.service.js';
export { isNearSpelling } from './spelling/near-spelling.js';
export type { Correction } from './spelling/speller.service.js';
export { detectQuestionLanguages } from './terms/detect-language.js';
export { type Language, readLanguage } from './terms/languages.js';
export { tokenize } from './terms/tokenize.js';
