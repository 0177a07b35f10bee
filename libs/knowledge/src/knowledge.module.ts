import { QueueModule, VectorModels } from '@app/tenancy';
import { Inject, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { GuardedWeb } from './addresses/guarded-web.js';
import { KnowledgeCaps } from './caps/knowledge-caps.service.js';
import { KnowledgeUseRepository } from './caps/knowledge-use.repository.js';
import { CheckQuestion } from './checks/check-question.entity.js';
import { CheckQuestionRepository } from './checks/check-question.repository.js';
import { CheckQuestionService } from './checks/check-question.service.js';
import { CheckReporter } from './checks/check-reporter.service.js';
import { CheckRunner } from './checks/check-runner.service.js';
import { ChangeRepository } from './comparing/change.repository.js';
import { ReleaseDiffer } from './comparing/release-differ.service.js';
import { crawlingProviders } from './crawling/crawling.providers.js';
import { SiteCrawler } from './crawling/site-crawler.service.js';
import { chooseEmbeddingModel } from './embedding/choose-embedding-model.js';
import { EMBEDDING_MODEL, type EmbeddingModel } from './embedding/embedding-model.js';
import { readLangSmithConfig } from './embedding/runs/langsmith.config.js';
import { ModelRuns } from './embedding/runs/model-runs.js';
import { FileRepository } from './files/file.repository.js';
import { FileService } from './files/file.service.js';
import { StoredFile } from './files/stored-file.entity.js';
import { FoldRepository } from './frontier/fold.repository.js';
import { FrontierRepository } from './frontier/frontier.repository.js';
import { FrontierService } from './frontier/frontier.service.js';
import { IngestPage } from './frontier/ingest-page.entity.js';
import { OutcomeRepository } from './frontier/outcome.repository.js';
import { RedirectRepository } from './frontier/redirect.repository.js';
import { TouchedPageRepository } from './frontier/touched-page.repository.js';
import { TwinRepository } from './frontier/twin.repository.js';
import { HostTurnRepository } from './hosts/host-turn.repository.js';
import { HostTurns } from './hosts/host-turns.service.js';
import { importingProviders } from './importing/importing.providers.js';
import { Chunk } from './indexing/chunk.entity.js';
import { ChunkRepository } from './indexing/chunk.repository.js';
import { ChunkEmbedder } from './indexing/chunk-embedder.service.js';
import { ChunkWriter } from './indexing/chunk-writer.service.js';
import { CutRepository } from './indexing/cut.repository.js';
import { PageCutter } from './indexing/page-cutter.service.js';
import { PageIndexer } from './indexing/page-indexer.service.js';
import { ReleaseOpener } from './indexing/release-opener.service.js';
import { RepeatedBlocks } from './indexing/repeated-blocks.service.js';
import { VectorRepository } from './indexing/vector.repository.js';
import { CrawlSweep } from './ingests/crawl-sweep.js';
import { IngestEstimator } from './ingests/estimating/ingest-estimator.js';
import { GivenIngests } from './ingests/given-ingests.js';
import { Ingest } from './ingests/ingest.entity.js';
import { IngestRepository } from './ingests/ingest.repository.js';
import { IngestService } from './ingests/ingest.service.js';
import { IngestQueue } from './ingests/ingest-queue.js';
import { IngestResumer } from './ingests/ingest-resumer.js';
import { IngestStepper } from './ingests/ingest-stepper.js';
import { IngestSweep } from './ingests/ingest-sweep.js';
import { KnowledgeClearer } from './ingests/knowledge-clearer.js';
import { ReleaseIngests } from './ingests/release-ingests.js';
import { SourceIngests } from './ingests/source-ingests.js';
import { StatusService } from './ingests/status.service.js';
import { IngestBlamer } from './jobs/ingest-blamer.js';
import { knowledgeQueues } from './jobs/queues.js';
import { KNOWLEDGE_CONFIG, readKnowledgeConfig } from './knowledge.config.js';
import { PageBatchRepository } from './pages/batches/page-batch.repository.js';
import { PageBatches } from './pages/batches/page-batches.service.js';
import { PageCopy } from './pages/batches/page-copy.entity.js';
import { PageCopyRepository } from './pages/batches/page-copy.repository.js';
import { LostPageRepository } from './pages/lost-page.repository.js';
import { Page } from './pages/page.entity.js';
import { PageRepository } from './pages/page.repository.js';
import { PageService } from './pages/page.service.js';
import { PageMergeService } from './pages/page-merge.service.js';
import { PageRecheck } from './pages/rechecks/page-recheck.entity.js';
import { PageRecheckRepository } from './pages/rechecks/page-recheck.repository.js';
import { RepeatedBlockRepository } from './pages/repeated-block.repository.js';
import { LexicalIndexer } from './publishing/lexical-indexer.service.js';
import { PurgeSweep } from './publishing/purge-sweep.js';
import { ReleaseBuilder } from './publishing/release-builder.service.js';
import { ReleaseGates } from './publishing/release-gates.service.js';
import { ReleasePublisher } from './publishing/release-publisher.service.js';
import { ReleaseSwitcher } from './publishing/release-switcher.service.js';
import { TermRepository } from './publishing/term.repository.js';
import { PageRechecker } from './rechecking/page-rechecker.service.js';
import { SiteQuestion } from './rechecking/site-question.service.js';
import { Release } from './releases/release.entity.js';
import { MODELS_SQL, ReleaseRepository } from './releases/release.repository.js';
import { ReleaseService } from './releases/release.service.js';
import { VersionRepository } from './releases/version.repository.js';
import { KnowledgeSearch } from './retrieval/knowledge-search.service.js';
import { Reranker } from './retrieval/reranker.service.js';
import { SampleQuestions } from './retrieval/sample-questions.service.js';
import { SearchRepository } from './retrieval/search.repository.js';
import { SearchSamples } from './retrieval/search-samples.js';
import { SketchIndex } from './retrieval/sketch-index.service.js';
import { SpeltSearch } from './retrieval/spelt-search.js';
import { SketchRepository } from './sketching/sketch.repository.js';
import { Sketcher } from './sketching/sketcher.service.js';
import { Snippet } from './snippets/snippet.entity.js';
import { SnippetRepository } from './snippets/snippet.repository.js';
import { SnippetService } from './snippets/snippet.service.js';
import { Source } from './sources/source.entity.js';
import { SourceRepository } from './sources/source.repository.js';
import { SourceService } from './sources/source.service.js';
import { Speller } from './spelling/speller.service.js';
import { WordRepository } from './spelling/word.repository.js';

const repositories = [
  KnowledgeUseRepository,
  SourceRepository,
  IngestRepository,
  FrontierRepository,
  TouchedPageRepository,
  TwinRepository,
  OutcomeRepository,
  RedirectRepository,
  FoldRepository,
  LostPageRepository,
  RepeatedBlockRepository,
  PageRepository,
  PageBatchRepository,
  PageCopyRepository,
  PageRecheckRepository,
  ReleaseRepository,
  VersionRepository,
  ChunkRepository,
  VectorRepository,
  SketchRepository,
  TermRepository,
  WordRepository,
  SearchRepository,
  ChangeRepository,
  CheckQuestionRepository,
  SnippetRepository,
  FileRepository,
  HostTurnRepository,
];
const nouns = [
  IngestEstimator,
  ReleaseIngests,
  FrontierService,
  PageBatches,
  PageMergeService,
  GivenIngests,
];
const building = [
  RepeatedBlocks,
  ReleaseOpener,
  PageCutter,
  ChunkEmbedder,
  ChunkWriter,
  CutRepository,
  LexicalIndexer,
  ReleaseBuilder,
  ReleaseGates,
  Sketcher,
  Speller,
  SpeltSearch,
  SearchSamples,
  SketchIndex,
  Reranker,
  SiteQuestion,
];
const surface = [
  KnowledgeCaps,
  IngestQueue,
  IngestService,
  IngestResumer,
  IngestStepper,
  IngestBlamer,
  IngestSweep,
  CrawlSweep,
  PurgeSweep,
  HostTurns,
  SourceService,
  SourceIngests,
  SnippetService,
  FileService,
  KnowledgeClearer,
  StatusService,
  PageService,
  ReleaseService,
  SiteCrawler,
  PageIndexer,
  ReleasePublisher,
  ReleaseSwitcher,
  ReleaseDiffer,
  CheckQuestionService,
  CheckRunner,
  CheckReporter,
  KnowledgeSearch,
  SampleQuestions,
  PageRechecker,
  GuardedWeb,
];

/** From a website to searchable chunks: sources, ingests, crawling, indexing, releases and the search in them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Source,
      Ingest,
      IngestPage,
      Page,
      PageCopy,
      PageRecheck,
      Release,
      Chunk,
      CheckQuestion,
      Snippet,
      StoredFile,
    ]),
    QueueModule.register(knowledgeQueues),
  ],
  providers: [
    { provide: KNOWLEDGE_CONFIG, useFactory: readKnowledgeConfig },
    { provide: ModelRuns, useFactory: () => new ModelRuns(readLangSmithConfig()) },
    {
      provide: EMBEDDING_MODEL,
      inject: [KNOWLEDGE_CONFIG, ModelRuns],
      useFactory: chooseEmbeddingModel,
    },
    ...crawlingProviders,
    ...importingProviders,
    ...repositories,
    ...nouns,
    ...building,
    ...surface,
  ],
  exports: [...surface, EMBEDDING_MODEL, ModelRuns],
})
export class KnowledgeModule {
  constructor(models: VectorModels, @Inject(EMBEDDING_MODEL) model: EmbeddingModel) {
    models.register({ fingerprint: () => model.fingerprint, keptSql: MODELS_SQL });
  }
}
