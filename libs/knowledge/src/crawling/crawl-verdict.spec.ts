import { crawlVerdict } from './crawl-verdict.js';

describe('crawlVerdict', () => {
  it('lets a crawl pass that found any text', () => {
    expect(crawlVerdict({ indexed: 1, http_error: 500 })).toBeNull();
    expect(crawlVerdict({ unchanged: 1 })).toBeNull();
  });

  it.each([
    [{ refused_address: 1 }, 'KNOWLEDGE_URL_REFUSED'],
    [{ blocked_by_robots: 3 }, 'KNOWLEDGE_SITE_DISALLOWED'],
    [{ blocked_by_wall: 9, http_error: 1 }, 'KNOWLEDGE_SITE_BLOCKED'],
    [{ timeout: 1, unreachable: 1, http_error: 1 }, 'KNOWLEDGE_SITE_UNREACHABLE'],
    [{ http_error: 2, redirected: 1 }, 'KNOWLEDGE_SITE_ERRORS'],
    [{ empty: 1 }, 'KNOWLEDGE_SITE_EMPTY'],
    [{}, 'KNOWLEDGE_SITE_EMPTY'],
  ])('names why %p is a failure', (outcomes, code) => {
    const verdict = crawlVerdict(outcomes);

    expect(verdict?.code).toBe(code);
    expect(verdict?.detail).toMatch(/start again|public website/);
  });

  it.each([
    [{ too_large: 1 }, 'larger than is read'],
    [{ shell: 12, soft_404: 1 }, 'until their scripts run'],
    [{ login_page: 3, shell: 1 }, 'only after a login'],
    [{ soft_404: 3 }, 'there is no such page'],
    [{ redirected: 10, over_limit: 1 }, 'lead from one to another'],
    [{ not_html: 1 }, 'has text of its own'],
  ])('says of %p what stood in the way', (outcomes, reason) => {
    expect(crawlVerdict(outcomes)?.detail).toContain(reason);
  });
});
