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
  fetched: number;
  indexed: number;
  unchanged: number;
  failed: number;
}

export type IngestStatus =
  'queued' | 'crawling' | 'indexing' | 'publishing' | 'live' | 'held' | 'failed' | 'cancelled';

export interface Ingest {
  ingest_id: string;
  store_id: string;
  status: IngestStatus;
  pages: PageCounts;
  queue_position: number | null;
  eta_seconds: number | null;
  error: { code: string; detail?: string; message?: string } | null;
  url?: string;
  started_at?: string | null;
  finished_at?: string | null;
}

export interface KnowledgeStatus {
  store_id: string;
  status: 'empty' | 'building' | 'live' | 'held' | 'failed';
  live_release: number | null;
  page_count: number;
  chunk_count: number;
  last_ingest: Ingest | null;
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
