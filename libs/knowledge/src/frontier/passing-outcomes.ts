/** Outcomes that say nothing about whether the page still exists, as a condition on rows of `ingest_pages`. */
export const passing = `outcome IN ('timeout', 'unreachable', 'bad_response', 'extraction_failed', 'truncated',
    'over_limit', 'shell')
  OR (outcome = 'blocked_by_wall' AND coalesce(http_status, 0) NOT IN (401, 451))
  OR (outcome = 'http_error' AND (http_status >= 500 OR http_status IN (408, 429)))`;

/** Of these it says something after all, once the page has given nothing for too long. */
export const unread = `outcome <> 'over_limit' AND (${passing})`;
