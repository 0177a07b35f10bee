import type { PageOutcome } from '../../frontier/ingest-page.entity.js';
import type { PageParts } from '../extraction/parse-page.js';

/** What a site serves in place of a page, told by the page itself; nothing of it is knowledge. */
export interface StandIn {
  outcome: Extract<PageOutcome, 'blocked_by_wall' | 'soft_404' | 'login_page' | 'shell'>;
  /** One sentence with the evidence. */
  detail: string;
}

/** What speaks for a page being something else than what was asked for. */
export interface StandInEvidence {
  url: string;
  title: string;
  /** The first `h1`, empty where there is none. */
  heading: string;
  /** The main text as Markdown, with the facts of its products. */
  text: string;
  /** Its data states products, answers or other facts, which are in the text. */
  hasFacts: boolean;
  html: string;
  parts: PageParts;
}
