import { languageBitsSql } from '../terms/language-bits.js';
import { LEAST_CANDIDATES } from './dense-leg.js';

/** Finds of each leg that are fused; deeper ones were measured to change nothing. */
const LEG_DEPTH = 50;

/** The scores of a leg stretched to 0…1 over what it found; one find, or equal ones, count full. */
const stretched = (leg: string): string => `
  CASE WHEN ${leg}.number IS NULL THEN 0 WHEN ${leg}.high = ${leg}.low THEN 1
       ELSE (${leg}.score - ${leg}.low) / (${leg}.high - ${leg}.low) END`;

/** For finds that arrive best first: one pass, no sort. */
const ranked = `row_number() OVER () AS rank, min(score) OVER () AS low, max(score) OVER () AS high`;

const LIVE = `
WITH live AS MATERIALIZED (
  SELECT r.id, r.number AS release, r.chunk_count AS chunks, r.embedding_model AS model, r.languages,
         ${languageBitsSql('r.languages')} AS bits,
         coalesce(r.embedding_model = $4 AND r.embedding_dimensions = vector_dims($3::vector), false)
           AS has_dense
  FROM stores s JOIN releases r ON r.store_id = s.id AND r.number = coalesce($7::int, s.live_release)
  WHERE s.id = $1 AND r.store_id = $1
`;

/** Numbers of the chunks that stand on the pages asked for; looked up page by page, whatever the planner thinks of it. */
const ALLOWED = `), allowed AS MATERIALIZED (
  SELECT c.number
  FROM pages p, LATERAL (
    SELECT number FROM chunks WHERE store_id = $1 AND page_id = p.id OFFSET 0) c
  WHERE p.store_id = $1 AND p.born_release <= (SELECT release FROM live)
    AND (p.died_release IS NULL OR p.died_release > (SELECT release FROM live))
    AND ($16::uuid IS NULL OR p.source_id = $16) AND ($17::text[] IS NULL OR p.kind = ANY ($17))
    AND (NOT $18::boolean OR jsonb_array_length(p.products) > 0)
    AND ($19::jsonb[] IS NULL OR p.kind = 'product' AND lower((p.products->0)::text)::jsonb @> ANY (lower($19::jsonb[]::text)::jsonb[]))
`;

/** IS TRUE keeps it a look into a hash table: a planner that takes the store for empty makes it a join of loops. */
const isAllowed = (row: string): string =>
  `(${row}.number IN (SELECT number FROM allowed)) IS TRUE`;

/** How many chunks hold a word, by some of its readings. */
const frequencyOf = (readings: string): string => `
  coalesce(sum(cardinality(t.numbers)) FILTER (WHERE ${readings}) OVER (PARTITION BY r.place), 0)::float8`;

const READ = `), reading AS MATERIALIZED (
  SELECT DISTINCT r.place, r.term, r.share
  FROM live, unnest($9::int[], $10::int[], $11::int[], $12::float8[]) AS r (place, bits, term, share)
  WHERE r.term IS NOT NULL AND r.bits & live.bits <> 0
    AND r.place <> ALL (ARRAY(
      SELECT s.place FROM live, unnest($9::int[], $10::int[], $11::int[]) AS s (place, bits, term)
      WHERE s.term IS NULL AND s.bits & live.bits & CASE
        WHEN live.bits & $8::int = 0 THEN -1 ELSE $8::int END <> 0))
), posting AS MATERIALIZED (
  SELECT place, ($2::int[])[place] AS count, share, numbers, weights, own,
         ln(1 + (chunks - frequency + 0.5) / (frequency + 0.5)) AS idf
  FROM (
    SELECT *, CASE own WHEN 0 THEN guessed ELSE own END AS frequency
    FROM (
      SELECT r.place, r.share, t.numbers, t.weights, live.chunks,
             ${frequencyOf('r.share = 1')} AS own, ${frequencyOf('r.share < 1')} AS guessed
      FROM live, reading r
      LEFT JOIN LATERAL (
        SELECT numbers, weights FROM chunk_terms
        WHERE store_id = $1 AND release = (SELECT release FROM live) AND term = r.term
        OFFSET 0) t ON true) counted) known
  WHERE share = 1 OR own = 0
`;

const lexical = (isFiltered: boolean) => `), lexical AS (
  SELECT number, score, covered, ${ranked}
  FROM (
    SELECT u.number, sum(u.weight * p.boost) AS score, sum(p.idf) AS covered
    FROM (SELECT idf * share AS idf, idf * share * count AS boost, numbers, weights FROM posting) p,
         unnest(p.numbers, p.weights) AS u (number, weight)
    ${isFiltered ? `WHERE ${isAllowed('u')}` : ''}
    GROUP BY u.number ORDER BY score DESC, u.number LIMIT ${LEG_DEPTH}) top
`;

const visibleVector = `v.born_release <= (SELECT release FROM live)
        AND (v.died_release IS NULL OR v.died_release > (SELECT release FROM live))`;

/** How the dense leg goes: by the candidates, where they are of this release and the filter leaves enough of them. */
const choice = (isFiltered: boolean) => `), candidate AS MATERIALIZED (
  SELECT number FROM unnest($15::int[]) AS u (number)
  WHERE (SELECT has_dense AND id = $14::uuid FROM live)
    ${isFiltered ? `AND ${isAllowed('u')}` : ''}
), choice AS MATERIALIZED (
  SELECT CASE WHEN found >= ${isFiltered ? LEAST_CANDIDATES : 1} THEN found::int END AS candidates
  FROM (SELECT count(*) AS found FROM candidate) c
`;

/** The vectors of the release, one by one. */
const scan = (isUsed: string, isFiltered: boolean) => `
      (SELECT v.number, (v.embedding <#> $3::vector) + 0 AS distance FROM chunk_vectors v
       WHERE v.store_id = $1 AND v.model = $4 AND (SELECT ${isUsed}) AND ${visibleVector}
        ${isFiltered ? `AND ${isAllowed('v')}` : ''}
       ORDER BY distance, v.number LIMIT ${LEG_DEPTH})`;

const scanOrLookUp = (isFiltered: boolean) => `
      ${scan('has_dense AND candidates IS NULL FROM live, choice', isFiltered)}
      UNION ALL
      SELECT c.number, near.distance FROM candidate c, LATERAL (
        SELECT (v.embedding <#> $3::vector) + 0 AS distance FROM chunk_vectors v
        WHERE v.store_id = $1 AND v.number = c.number AND v.model || '' = $4 AND ${visibleVector}
        LIMIT 1) near
      WHERE (SELECT candidates IS NOT NULL FROM choice)
      ORDER BY distance, number LIMIT ${LEG_DEPTH}`;

const dense = (isFiltered: boolean, isIndexed: boolean) => `), dense AS (
  SELECT number, score, ${ranked}
  FROM (
    SELECT number, -distance AS score
    FROM (${isIndexed ? scanOrLookUp(isFiltered) : scan('has_dense FROM live', isFiltered)}) near
    WHERE distance < 0) top
`;

const results = (candidates: string) => `), fused AS MATERIALIZED (
  SELECT number, l.rank AS lexical_rank, l.score AS lexical_score,
         CASE WHEN (SELECT count(*) FROM lexical) < ${LEG_DEPTH} THEN coalesce(l.covered, 0) ELSE l.covered END AS covered,
         d.rank AS dense_rank, d.score AS dense_score,
         (${stretched('l')} + w.dense * ${stretched('d')}) / (1 + w.dense) AS score
  FROM lexical l FULL JOIN dense d USING (number),
       (SELECT CASE WHEN has_dense THEN $5::float8 ELSE 0 END AS dense FROM live) w
), different AS (
  SELECT *, row_number() OVER (PARTITION BY page_id ORDER BY score DESC, number) AS page_place
  FROM (
    SELECT DISTINCT ON (c.hash) f.*, c.*
    FROM fused f, LATERAL (
      SELECT page_id, content_hash AS hash FROM chunks
      WHERE store_id = $1 AND number = f.number LIMIT 1) c
    ORDER BY c.hash, f.score DESC, f.number) once
), chosen AS (
  SELECT *, row_number() OVER () AS place
  FROM (SELECT * FROM different WHERE page_place <= $13::int ORDER BY score DESC, number LIMIT $6) best
)
SELECT json_build_object(
  'release', release, 'releaseId', id, 'model', model, 'languages', languages, 'hasDense', has_dense,
  'releaseChunks', chunks, 'candidates', ${candidates},
  'idfs', ARRAY(SELECT (SELECT idf FROM posting WHERE place = w.place LIMIT 1)
                FROM unnest($2::int[]) WITH ORDINALITY AS w (count, place) ORDER BY w.place),
  'unknown', ARRAY(SELECT DISTINCT place FROM posting WHERE own = 0 ORDER BY place),
  'chunks', (
    SELECT coalesce(json_agg(json_build_object(
      'chunkId', c.id, 'pageId', h.page_id, 'url', coalesce(p.link, p.url), 'title', p.title, 'headingPath', c.heading_path,
      'text', c.text, 'language', p.language, 'fetchedAt', p.fetched_at, 'pageKind', p.kind,
      'product', CASE WHEN p.kind = 'product' THEN p.products->0 #- '{description}' END,
      'score', h.score, 'lexicalRank', h.lexical_rank, 'lexicalScore', h.lexical_score,
      'denseRank', h.dense_rank, 'denseScore', h.dense_score, 'covered', h.covered) ORDER BY h.place), '[]')
    FROM chosen h, LATERAL (
      SELECT id, heading_path, text FROM chunks WHERE store_id = $1 AND number = h.number LIMIT 1) c, LATERAL (
      SELECT link, url, title, language, fetched_at, kind, products FROM pages
      WHERE store_id = $1 AND id = h.page_id LIMIT 1) p)) AS finds
FROM live`;

/** Of the legs and what they need. */
const statement = (isFiltered: boolean, isIndexed: boolean): string =>
  [
    LIVE,
    isFiltered ? ALLOWED : '',
    READ,
    lexical(isFiltered),
    isIndexed ? choice(isFiltered) : '',
    dense(isFiltered, isIndexed),
    results(isIndexed ? '(SELECT candidates FROM choice)' : 'NULL'),
  ].join('');

/**
 * The whole search as one statement, so that the live release and what it shows are read from one snapshot.
 * $1 store, $2 counts of the question's words, $3 the question's vector or null, $4 fingerprint of its model, $5 weight of
 * the dense leg against 1 of the lexical, $6 limit, $7 a release instead of the live one, or null, $8 the languages of the
 * question, as bits; $9 places, $10 languages (as bits), $11 terms and $12 shares of the readings of its words;
 * $13 the most chunks of one page.
 *
 * A word counts by its readings in the languages of the release, as one word however many there are; not at all where it
 * is a stop word of the question's language, or of the release's if the question is in another one or does not tell. What
 * it may have been meant as (a share below 1) counts where the release does not hold the word itself.
 *
 * Lexical: BM25 from the release's inverted index (the weights are stored, the idf is computed from the lengths of the
 * rows). Dense: exact inner product of unit vectors within the store, computed once a row: a score beside the sort key
 * would be a second product. `+ 0` keeps any vector index out of the plan: with one, the neighbours' rows push a store's
 * own out of the candidates. With candidates of the release that is searched, only those are compared. Equal texts from several pages count once.
 *
 * Written so that the plan does not depend on statistics, which lag behind an ingest: the release is read by scalar
 * subqueries instead of joins, and rows are fetched by LATERAL lookups that cannot be flattened (OFFSET 0, LIMIT): given a
 * list of terms at once, a planner that takes the store for empty reads its whole index and filters. `fused` is
 * materialised because row-level security lets no COALESCE (the key of a full join) into an index condition.
 * All is one value: each field of each row costs time in the database, the driver and here.
 */
export const SEARCH_SQL = statement(false, false);

/** The same with $14 the release whose nearest chunks $15 likely are: a plan's parts cost time even where they do nothing. */
export const INDEXED_SEARCH_SQL = statement(false, true);

/**
 * The same on some pages only, $14 null where there are no candidates; $16 a source or null, $17 kinds of pages or null, $18
 * whether only pages count that state a product, $19 what the product of a page must hold, one of them, or null.
 */
export const FILTERED_SEARCH_SQL = statement(true, true);
