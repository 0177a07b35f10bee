/** Finds of each leg that are fused; deeper ones were measured to change nothing. */
const LEG_DEPTH = 50;

/** The scores of a leg stretched to 0…1 over what it found; one find, or equal ones, count full. */
const stretched = (leg: string): string => `
  CASE WHEN ${leg}.number IS NULL THEN 0 WHEN ${leg}.high = ${leg}.low THEN 1
       ELSE (${leg}.score - ${leg}.low) / (${leg}.high - ${leg}.low) END`;

/**
 * The whole search as one statement, so that the live release and what it shows are read from one snapshot.
 * $1 store, $2 terms of the question, $3 their counts, $4 the question's vector or null, $5 fingerprint of its model,
 * $6 weight of the dense leg against 1 of the lexical, $7 limit.
 *
 * Lexical: BM25 from the release's inverted index (the weights are stored, the idf is computed from the lengths of the
 * rows). Dense: exact inner product of unit vectors within the store. \`+ 0\` keeps any vector index out of the plan: with
 * one, the neighbours' rows push a store's own out of the candidates. Equal texts from several pages count once.
 */
export const SEARCH_SQL = `
WITH live AS MATERIALIZED (
  SELECT r.number AS release, r.chunk_count AS chunks, r.embedding_model AS model,
         r.embedding_model = $5 AND $4::vector IS NOT NULL
           AND r.embedding_dimensions = vector_dims($4::vector) AS has_dense
  FROM stores s JOIN releases r ON r.store_id = s.id AND r.number = s.live_release
  WHERE s.id = $1 AND r.store_id = $1
), posting AS MATERIALIZED (
  SELECT t.term, t.numbers, t.weights
  FROM live JOIN chunk_terms t
    ON t.store_id = $1 AND t.release = live.release AND t.term = ANY ($2::int[])
), term AS MATERIALIZED (
  SELECT q.term, q.count, ln(1 + (live.chunks - f.frequency + 0.5) / (f.frequency + 0.5)) AS idf
  FROM live, unnest($2::int[], $3::int[]) AS q (term, count), LATERAL (
    SELECT coalesce(sum(cardinality(p.numbers)), 0)::float8 AS frequency
    FROM posting p WHERE p.term = q.term) f
), found AS MATERIALIZED (
  SELECT u.number, sum(u.weight * t.idf * t.count) AS score, sum(t.idf) AS covered
  FROM posting p JOIN term t USING (term), unnest(p.numbers, p.weights) AS u (number, weight)
  GROUP BY u.number
), lexical AS (
  SELECT number, score, row_number() OVER (ORDER BY score DESC, number) AS rank,
         min(score) OVER () AS low, max(score) OVER () AS high
  FROM (SELECT number, score FROM found ORDER BY score DESC, number LIMIT ${LEG_DEPTH}) top
), dense AS (
  SELECT number, score, row_number() OVER (ORDER BY score DESC, number) AS rank,
         min(score) OVER () AS low, max(score) OVER () AS high
  FROM (
    SELECT v.number, -(v.embedding <#> $4::vector) AS score
    FROM live JOIN chunk_vectors v ON v.store_id = $1 AND v.model = live.model
      AND v.born_release <= live.release
      AND (v.died_release IS NULL OR v.died_release > live.release)
    WHERE live.has_dense
    ORDER BY (v.embedding <#> $4::vector) + 0, v.number LIMIT ${LEG_DEPTH}) top
  WHERE score > 0
), fused AS (
  SELECT number, l.rank AS lexical_rank, l.score AS lexical_score,
         d.rank AS dense_rank, d.score AS dense_score,
         (${stretched('l')} + w.dense * ${stretched('d')}) / (1 + w.dense) AS score
  FROM lexical l FULL JOIN dense d USING (number),
       (SELECT CASE WHEN live.has_dense THEN $6::float8 ELSE 0 END AS dense FROM live) w
), placed AS (
  SELECT f.*, c.id, c.page_id, c.heading_path, c.text,
         row_number() OVER (PARTITION BY c.content_hash ORDER BY f.score DESC, f.number) AS copy
  FROM fused f JOIN chunks c ON c.store_id = $1 AND c.number = f.number
), chosen AS (
  SELECT * FROM placed WHERE copy = 1 ORDER BY score DESC, number LIMIT $7
)
SELECT live.release, live.model, live.has_dense AS "hasDense", h.id AS "chunkId",
       h.page_id AS "pageId", p.url, p.title, h.heading_path AS "headingPath", h.text,
       p.fetched_at AS "fetchedAt", h.score, h.lexical_rank::int AS "lexicalRank",
       h.lexical_score AS "lexicalScore", h.dense_rank::int AS "denseRank",
       h.dense_score AS "denseScore",
       coalesce(f.covered / nullif((SELECT sum(idf) FROM term), 0), 0) AS coverage
FROM live
LEFT JOIN chosen h ON true
LEFT JOIN pages p ON p.store_id = $1 AND p.id = h.page_id
LEFT JOIN found f ON f.number = h.number
ORDER BY h.score DESC, h.number`;
