import type { FetchFailure } from './fetching/fetch-result.js';

/** Why a website cannot be crawled at all, as the ingest will say it. */
export interface FailedSurvey {
  outcome: 'failed';
  code: string;
  detail: string;
}

/** A robots.txt that cannot be had forbids everything, whatever the rest of the site answers. */
export function robotsFailure(failure: FetchFailure): FailedSurvey {
  if (failure.outcome === 'unreachable' || failure.outcome === 'timeout') {
    return startFailure(failure);
  }
  const detail = `${failure.url}: ${failure.detail}. Until its robots.txt answers, the website may not be read; start again when it does.`;
  return { outcome: 'failed', code: 'KNOWLEDGE_ROBOTS_UNAVAILABLE', detail };
}

export function startFailure({ outcome, detail, url }: FetchFailure): FailedSurvey {
  if (outcome !== 'refused_address') return unreachable(`${url} cannot be reached: ${detail}.`);
  return {
    outcome: 'failed',
    code: 'KNOWLEDGE_URL_REFUSED',
    detail: `${url} cannot be crawled: ${detail}. Give the address of a public website.`,
  };
}

export function unreachable(what: string): FailedSurvey {
  const detail = `${what} Check the address and that the site is up, then start again.`;
  return { outcome: 'failed', code: 'KNOWLEDGE_SITE_UNREACHABLE', detail };
}
