import { unscopedPart } from './scoped-statement.js';

describe('a statement that keeps to its store', () => {
  it.each([
    'SELECT id FROM pages WHERE store_id = $1 AND url = $2',
    'SELECT "P"."id" FROM "pages" "P" WHERE (("P"."store_id" = $1) AND ("P"."id" = $2)) LIMIT 1',
    'INSERT INTO pages (id, store_id) VALUES ($1, $2) RETURNING *',
    'INSERT INTO pages (store_id, url) SELECT $1, u FROM unnest($2::text[]) AS u',
    'UPDATE pages SET url = $2 WHERE store_id = $1 RETURNING id',
    'DELETE FROM "pages" WHERE "store_id" = $1',
    'SELECT c.id FROM chunks c JOIN pages p ON p.store_id = c.store_id AND p.id = c.page_id WHERE c.store_id = $1',
    'WITH live AS MATERIALIZED (SELECT id FROM pages WHERE store_id = $1) SELECT id FROM live FOR UPDATE SKIP LOCKED',
    'SELECT name FROM stores WHERE id = $1',
    'INSERT INTO stores (id, name) SELECT id, name FROM jsonb_populate_record(NULL::stores, $2) WHERE id = $1',
    'SELECT r.id FROM releases r JOIN stores s ON s.id = r.store_id WHERE r.store_id = $1',
    'SET CONSTRAINTS ALL DEFERRED',
    'SELECT 1',
  ])('is not reported: %s', (text) => {
    expect(unscopedPart(text)).toBeNull();
  });

  it.each([
    'SELECT id, store_id FROM pages',
    'SELECT id, store_id FROM pages WHERE id = $1',
    'SELECT "P"."store_id" AS "P_store_id" FROM "pages" "P" WHERE "P"."id" = $1',
    'INSERT INTO pages (id) VALUES ($1)',
    'INSERT INTO stores (id, name) SELECT id, name FROM jsonb_populate_record(NULL::stores, $2)',
    'INSERT INTO pages (store_id, url) SELECT store_id, url FROM pages',
    'UPDATE pages SET store_id = store_id',
    'UPDATE pages SET url = $1 WHERE id = $2',
    'DELETE FROM pages WHERE id = $1',
    'SELECT c.id FROM chunks c JOIN pages p ON p.id = c.page_id WHERE c.store_id = $1',
    'WITH old AS (DELETE FROM pages WHERE id = $2 RETURNING id) SELECT id FROM chunks WHERE store_id = $1',
    'SELECT id FROM pages WHERE store_id = $1 UNION ALL SELECT id FROM pages',
    'SELECT name FROM stores',
    'SELECT id FROM pages -- WHERE store_id = $1',
  ])('is another than: %s', (text) => {
    expect(unscopedPart(text)).not.toBeNull();
  });
});
