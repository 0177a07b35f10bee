import { CreateSourcesAndIngests1764000100000 } from './1764000100000-create-sources-and-ingests.js';
import { CreatePagesAndChunks1764000200000 } from './1764000200000-create-pages-and-chunks.js';
import { QueueIngests1764000300000 } from './1764000300000-queue-ingests.js';
import { RuleSources1764000400000 } from './1764000400000-rule-sources.js';
import { AddPageKinds1764000500000 } from './1764000500000-add-page-kinds.js';
import { KeepReleases1764000600000 } from './1764000600000-keep-releases.js';
import { CreateCheckQuestions1764000600100 } from './1764000600100-create-check-questions.js';
import { RememberLanguages1764000700000 } from './1764000700000-remember-languages.js';
import { CreateReleaseWords1764000700100 } from './1764000700100-create-release-words.js';
import { DateRobots1764000800000 } from './1764000800000-date-robots.js';
import { KeepLastmod1764000800100 } from './1764000800100-keep-lastmod.js';
import { CountWaits1764000800200 } from './1764000800200-count-waits.js';
import { DateSitemaps1764000800300 } from './1764000800300-date-sitemaps.js';
import { KeepCanonicalUrls1764000800400 } from './1764000800400-keep-canonical-urls.js';
import { CreateSnippets1764000900000 } from './1764000900000-create-snippets.js';
import { CreateFiles1764000900100 } from './1764000900100-create-files.js';
import { RememberReads1764001000000 } from './1764001000000-remember-reads.js';
import { KeepUnknownAnswers1764001300100 } from './1764001300100-keep-unknown-answers.js';
import { KeyPages1764001300200 } from './1764001300200-key-pages.js';
import { CountStarts1764001400000 } from './1764001400000-count-starts.js';
import { CountStops1764001600000 } from './1764001600000-count-stops.js';
import { BuildOnReleases1764001700000 } from './1764001700000-build-on-releases.js';
import { CreateCrawlHosts1764001700100 } from './1764001700100-create-crawl-hosts.js';
import { KeepSketches1764001800000 } from './1764001800000-keep-sketches.js';
import { CreatePageCopies1764001900000 } from './1764001900000-create-page-copies.js';
import { KeepSketchesApart1764002100000 } from './1764002100000-keep-sketches-apart.js';
import { LookUpPages1764002100100 } from './1764002100100-look-up-pages.js';
import { FindUnpurgedReleases1764002300000 } from './1764002300000-find-unpurged-releases.js';
import { KeyChunksByStore1764002400000 } from './1764002400000-key-chunks-by-store.js';
import { LetVectorsGoAtOnce1764002500000 } from './1764002500000-let-vectors-go-at-once.js';
import { TellIndexesApart1764002500100 } from './1764002500100-tell-indexes-apart.js';
import { KeepLiveReleases1764003000000 } from './1764003000000-keep-live-releases.js';
import { CutLanguagesAgain1764003100000 } from './1764003100000-cut-languages-again.js';
import { RecheckPages1764003200000 } from './1764003200000-recheck-pages.js';
import { LookUpChunks1764003250000 } from './1764003250000-look-up-chunks.js';
import { TraceIngests1767000600000 } from './1767000600000-trace-ingests.js';
import { KeyKnowledgeByStore1767000720000 } from './1767000720000-key-knowledge-by-store.js';

export const knowledgeMigrations = [
  CreateSourcesAndIngests1764000100000,
  CreatePagesAndChunks1764000200000,
  QueueIngests1764000300000,
  RuleSources1764000400000,
  AddPageKinds1764000500000,
  KeepReleases1764000600000,
  CreateCheckQuestions1764000600100,
  RememberLanguages1764000700000,
  CreateReleaseWords1764000700100,
  DateRobots1764000800000,
  KeepLastmod1764000800100,
  CountWaits1764000800200,
  DateSitemaps1764000800300,
  KeepCanonicalUrls1764000800400,
  CreateSnippets1764000900000,
  CreateFiles1764000900100,
  RememberReads1764001000000,
  KeepUnknownAnswers1764001300100,
  KeyPages1764001300200,
  CountStarts1764001400000,
  CountStops1764001600000,
  BuildOnReleases1764001700000,
  CreateCrawlHosts1764001700100,
  KeepSketches1764001800000,
  CreatePageCopies1764001900000,
  KeepSketchesApart1764002100000,
  LookUpPages1764002100100,
  FindUnpurgedReleases1764002300000,
  KeyChunksByStore1764002400000,
  LetVectorsGoAtOnce1764002500000,
  TellIndexesApart1764002500100,
  KeepLiveReleases1764003000000,
  CutLanguagesAgain1764003100000,
  RecheckPages1764003200000,
  LookUpChunks1764003250000,
  TraceIngests1767000600000,
  KeyKnowledgeByStore1767000720000,
];
