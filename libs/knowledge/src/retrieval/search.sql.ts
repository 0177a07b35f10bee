/** Finds of each leg that are fused; deeper ones were measured to change nothing. */
const LEG_DEPTH = 50;

/** The scores of a leg stretched to 0…1 over what it found; one find, or equal ones, count full. */
const stretched = (leg: string): string => `
  CASE WHEN ${leg}.number IS NULL THEN 0 WHEN ${leg}.high = ${leg}.low THEN 1
       ELSE (${leg}.score - ${leg}.low) / (${leg}.high - ${leg}.low) END`;

const ranked = `row_number() OVER (ORDER BY score DESC, number) AS rank,
         min(score) OVER () AS low, max(score) OVER () AS high`;

/**
 * The whole search as one statement, so that the live release and what it shows are read from one snapshot.
 * $1 store, $2 terms of the question, $3 their counts, $4 the question's vector or null, $5 fingerprint of its model,
 * $6 weight of the dense leg against 1 of the lexical, $7 limit, $8 a release instead of the live one, or null.
 *
 * Lexical: BM25 from the release's inverted index (the weights are stored, the idf is computed from the lengths of the
 * rows). Dense: exact inner product of unit vectors within the store. `+ 0` keeps any vector index out of the plan: with
 * one, the neighbours' rows push a store's own out of the candidates. Equal texts from several pages count once.
 *
 * Written so that the plan does not depend on statistics, which lag behind an ingest: the release is read by scalar
 * subqueries instead of joins, and rows of the finds are fetched by LATERAL lookups with a LIMIT. `fused` is materialised
 * because row-level security lets no COALESCE (the key of a full join) into an index condition.
 */
export const SEARCH_SQL = `
WITH live AS MATERIALIZED (
  SELECT r.number AS release, r.chunk_count AS chunks, r.embedding_model AS model,
         coalesce(r.embedding_model = $5 AND r.embedding_dimensions = vector_dims($4::vector), false)
           AS has_dense
  FROM stores s JOIN releases r ON r.store_id = s.id AND r.number = coalesce($8::int, s.live_release)
  WHERE s.id = $1 AND r.store_id = $1
), posting AS MATERIALIZED (
  SELECT t.term, t.numbers, t.weights FROM chunk_terms t
  WHERE t.store_id = $1 AND t.release = (SELECT release FROM live) AND t.term = ANY ($2::int[])
), term AS MATERIALIZED (
  SELECT q.term, q.count, q.place,
         ln(1 + (live.chunks - f.frequency + 0.5) / (f.frequency + 0.5))::float8 AS idf
  FROM live, unnest($2::int[], $3::int[]) WITH ORDINALITY AS q (term, count, place), LATERAL (
    SELECT coalesce(sum(cardinality(p.numbers)), 0)::float8 AS frequency
    FROM posting p WHERE p.term = q.term) f
), lexical AS (
  SELECT number, score, covered, ${ranked}
  FROM (
    SELECT u.number, sum(u.weight * t.boost) AS score, sum(t.idf) AS covered
    FROM posting p JOIN (SELECT term, idf, idf * count AS boost FROM term) t USING (term),
         unnest(p.numbers, p.weights) AS u (number, weight)
    GROUP BY u.number ORDER BY score DESC, u.number LIMIT ${LEG_DEPTH}) top
), dense AS (
  SELECT number, score, ${ranked}
  FROM (
    SELECT v.number, -(v.embedding <#> $4::vector) AS score FROM chunk_vectors v
    WHERE v.store_id = $1 AND v.model = $5 AND (SELECT has_dense FROM live)
      AND v.born_release <= (SELECT release FROM live)
      AND (v.died_release IS NULL OR v.died_release > (SELECT release FROM live))
    ORDER BY (v.embedding <#> $4::vector) + 0, v.number LIMIT ${LEG_DEPTH}) top
  WHERE score > 0
), fused AS MATERIALIZED (
  SELECT number, l.rank AS lexical_rank, l.score AS lexical_score, l.covered,
         d.rank AS dense_rank, d.score AS dense_score,
         (${stretched('l')} + w.dense * ${stretched('d')}) / (1 + w.dense) AS score
  FROM lexical l FULL JOIN dense d USING (number),
       (SELECT CASE WHEN has_dense THEN $6::float8 ELSE 0 END AS dense FROM live) w
), placed AS (
  SELECT f.*, c.*, row_number() OVER (PARTITION BY c.hash ORDER BY f.score DESC, f.number) AS copy
  FROM fused f, LATERAL (
    SELECT id, page_id, heading_path, text, content_hash AS hash FROM chunks
    WHERE store_id = $1 AND number = f.number LIMIT 1) c
), chosen AS (
  SELECT * FROM placed WHERE copy = 1 ORDER BY score DESC, number LIMIT $7
)
SELECT live.release, live.model, live.has_dense AS "hasDense",
       ARRAY(SELECT idf FROM term ORDER BY place) AS idfs,
       h.id AS "chunkId", h.page_id AS "pageId", p.url, p.title, h.heading_path AS "headingPath",
       h.text, p.fetched_at AS "fetchedAt", p.kind AS "pageKind", p.product, h.score, h.lexical_rank::int AS "lexicalRank",
       h.lexical_score AS "lexicalScore", h.dense_rank::int AS "denseRank",
       h.dense_score AS "denseScore", h.covered
FROM live
LEFT JOIN chosen h ON true
LEFT JOIN LATERAL (
  SELECT coalesce(link, url) AS url, title, fetched_at, kind, CASE WHEN kind = 'product' THEN products->0 #- '{description}' END AS product
  FROM pages WHERE store_id = $1 AND id = h.page_id LIMIT 1) p ON true
ORDER BY h.score DESC, h.number`;
