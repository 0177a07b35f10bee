/** What the API sends, as far as the CLI reads it; `openapi.json` of apps/api says it all. */
export interface Slice<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Store {
  id: string;
  name: string;
  domain: string | null;
  is_active: boolean;
  created_at: string;
}

export interface CreatedKey {
  id: string;
  kind: 'store' | 'widget';
  key: string;
}

export interface PageCounts {
  found: number;
  /** Read from the website, whatever came of it. */
  fetched: number;
  indexed: number;
  unchanged: number;
  failed: number;
  /** Found and not read yet. */
  waiting: number;
}

export type IngestStatus =
  | 'waiting'
  | 'queued'
  | 'crawling'
  | 'indexing'
  | 'publishing'
  | 'live'
  | 'held'
  | 'failed'
  | 'cancelled';

/** What starting an ingest answers. */
export interface Ingest {
  ingest_id: string;
  store_id: string;
  status: IngestStatus;
  started_at: string | null;
  finished_at: string | null;
  error: { code: string; detail: string } | null;
}

/** What looking at one answers. */
export interface IngestDetail extends Ingest {
  pages: PageCounts;
  queue_position: number | null;
  eta_seconds: number | null;
}

export interface KnowledgeStatus {
  store_id: string;
  status: 'empty' | 'building' | 'live' | 'held' | 'failed';
  live_release: number | null;
  page_count: number;
  chunk_count: number;
  last_ingest: IngestDetail | null;
}

export interface Conversation {
  id: string;
}

export interface Citation {
  number: number;
  url: string;
  title: string;
  quote: string;
}

export interface Message {
  id: string;
  content: string;
  outcome: string;
  citations: Citation[];
}

export interface Release {
  number: number;
  status: 'building' | 'held' | 'live' | 'superseded' | 'failed' | 'retired';
  page_count: number;
  chunk_count: number;
  held_for: { code: string; detail: string }[];
  created_at: string;
  published_at: string | null;
}

export interface ReleaseDiffItem {
  change: 'added' | 'changed' | 'gone';
  url: string;
  title: string;
  text_diff: string | null;
  text_diff_cut: boolean;
}

export interface ReleaseDiff extends Slice<ReleaseDiffItem> {
  release: number;
  against: number;
  added: number;
  changed: number;
  gone: number;
}
