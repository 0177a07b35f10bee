/** Days and months of budgets are those of UTC. */
export const TODAY = `(now() AT TIME ZONE 'utc')::date`;
export const THIS_MONTH = `date_trunc('month', now() AT TIME ZONE 'utc')::date`;

/** What a budget's row `b` has spent by now: what it notes of a day or month that is over is nothing. */
export const DAY_SPENT = `CASE WHEN b.day = ${TODAY} THEN b.day_spent ELSE 0 END`;
export const MONTH_SPENT = `CASE WHEN b.month = ${THIS_MONTH} THEN b.month_spent ELSE 0 END`;
