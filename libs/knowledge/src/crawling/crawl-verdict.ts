import { type PageOutcome, usefulOutcomes } from '../frontier/ingest-page.entity.js';

export interface CrawlFailure {
  code: string;
  detail: string;
}

interface Reason extends CrawlFailure {
  outcomes: readonly PageOutcome[];
}

const nothingRead: Reason = {
  outcomes: [
    'empty',
    'noindex',
    'not_html',
    'off_scope',
    'extraction_failed',
    'encrypted',
    'truncated',
    'mislabelled',
    'unreadable',
  ],
  code: 'KNOWLEDGE_SITE_EMPTY',
  detail: 'No page of the website has text of its own; check the address and start again.',
};

/** In the order in which they explain a crawl that found nothing, when several are as frequent. */
const reasons: readonly Reason[] = [
  {
    outcomes: ['refused_address'],
    code: 'KNOWLEDGE_URL_REFUSED',
    detail:
      'The website leads to an address that is not on the public internet; give the address of a public website.',
  },
  {
    outcomes: ['blocked_by_robots'],
    code: 'KNOWLEDGE_SITE_DISALLOWED',
    detail:
      "The website's robots.txt forbids Storehand to read it; allow the user agent Storehand there and start again.",
  },
  {
    outcomes: ['blocked_by_wall'],
    code: 'KNOWLEDGE_SITE_BLOCKED',
    detail:
      'The website refuses our requests (401, 403 or a challenge page); let the user agent Storehand pass and start again.',
  },
  {
    outcomes: ['unreachable', 'timeout', 'bad_response'],
    code: 'KNOWLEDGE_SITE_UNREACHABLE',
    detail: 'The website cannot be reached; check its address and that it is up, then start again.',
  },
  {
    outcomes: ['http_error', 'soft_404'],
    code: 'KNOWLEDGE_SITE_ERRORS',
    detail:
      'The website answers every request with an error or says that there is no such page; check the address and that the site works, then start again.',
  },
  {
    outcomes: ['login_page'],
    code: 'KNOWLEDGE_SITE_BLOCKED',
    detail:
      'The website shows its pages only after a login; open them to visitors who are not logged in and start again.',
  },
  {
    outcomes: ['shell'],
    code: 'KNOWLEDGE_SITE_EMPTY',
    detail:
      'The pages of the website have no text until their scripts run; have its server render them (or serve them prerendered to Storehand) and start again.',
  },
  {
    outcomes: ['too_large'],
    code: 'KNOWLEDGE_SITE_EMPTY',
    detail:
      'The pages of the website are larger than is read; give the address of one with smaller pages and start again.',
  },
  {
    outcomes: ['redirected', 'too_many_redirects'],
    code: 'KNOWLEDGE_SITE_EMPTY',
    detail:
      'The pages of the website only lead from one to another; check the address and start again.',
  },
  nothingRead,
];

/** Why a finished crawl is a failure, or null when it found text: "done" with nothing usable is no success. */
export function crawlVerdict(outcomes: Readonly<Record<string, number>>): CrawlFailure | null {
  const count = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);
  if (count(usefulOutcomes) > 0) return null;
  const [best] = reasons.toSorted((one, other) => count(other.outcomes) - count(one.outcomes));
  const { code, detail } = best !== undefined && count(best.outcomes) > 0 ? best : nothingRead;
  return { code, detail: `${detail} Outcomes of its pages: ${summary(outcomes)}.` };
}

function summary(outcomes: Readonly<Record<string, number>>): string {
  const parts = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  return parts.join(', ') || 'none';
}
