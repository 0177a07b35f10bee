import { EMBEDDING_MODEL, type EmbeddingModel, queryTerms, vectorBytes } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import type { QueryRunner } from 'typeorm';

/** The dense leg by itself, as an engineer would write it who knows that the store's rows must be scanned exactly. */
const denseSql = `SELECT number FROM chunk_vectors
  WHERE store_id = $1 AND model = $2 ORDER BY (embedding <#> $3::vector) + 0 LIMIT 10`;

/** The lexical leg by itself: the stored weights of the question's terms, summed by chunk. */
const lexicalSql = `SELECT u.number, sum(u.weight) AS score
  FROM chunk_terms t, unnest(t.numbers, t.weights) AS u (number, weight)
  WHERE t.store_id = $1 AND t.release = 1 AND t.term = ANY ($2::int[])
  GROUP BY 1 ORDER BY 2 DESC LIMIT 10`;

/** Both, fused by rank, with what a result shows; without idf, releases, equal texts and everything else. */
const hybridSql = `
  WITH lexical AS MATERIALIZED (
    SELECT u.number, row_number() OVER (ORDER BY sum(u.weight) DESC) AS rank
    FROM chunk_terms t, unnest(t.numbers, t.weights) AS u (number, weight)
    WHERE t.store_id = $1 AND t.release = 1 AND t.term = ANY ($2::int[])
    GROUP BY 1 ORDER BY 2 LIMIT 50
  ), dense AS MATERIALIZED (
    SELECT number, row_number() OVER () AS rank FROM (
      SELECT number FROM chunk_vectors WHERE store_id = $1 AND model = $3
      ORDER BY (embedding <#> $4::vector) + 0 LIMIT 50) top
  ), fused AS MATERIALIZED (
    SELECT number, coalesce(1.0 / (60 + l.rank), 0) + coalesce(1.0 / (60 + d.rank), 0) AS score
    FROM lexical l FULL JOIN dense d USING (number) ORDER BY score DESC LIMIT 10
  )
  SELECT f.score, c.text, c.heading_path, p.url, p.title
  FROM fused f
  JOIN LATERAL (SELECT * FROM chunks WHERE store_id = $1 AND number = f.number LIMIT 1) c ON true
  JOIN LATERAL (SELECT * FROM pages WHERE store_id = $1 AND id = c.page_id LIMIT 1) p ON true
  ORDER BY f.score DESC`;

/** Each part of a search as bare SQL on an open connection, outside of any scope, for the questions in turn. */
export async function bareSearches(
  rooms: TestingModule,
  bare: QueryRunner,
  { storeId }: StoreScope,
  questions: readonly string[],
) {
  const model = rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false });
  const vectors = (await model.embedMany(questions)).map(vectorBytes);
  const terms = questions.map((question) =>
    queryTerms(question).readings.flatMap(({ languages, term }) =>
      languages.includes('en') ? (term ?? []) : [],
    ),
  );
  return {
    dense: (i: number) => bare.query(denseSql, [storeId, model.fingerprint, vectors[i]]),
    lexical: (i: number) => bare.query(lexicalSql, [storeId, terms[i]]),
    hybrid: (i: number) =>
      bare.query(hybridSql, [storeId, terms[i], model.fingerprint, vectors[i]]),
  };
}
