import { looseJoin } from './joined-by-store.js';

const tables = new Set(['pages', 'chunks', 'ingests', 'gaps']);

describe('a join of tables of a store', () => {
  it.each([
    'SELECT id FROM pages WHERE id = $1',
    'SELECT c.id FROM chunks c JOIN pages p ON p.store_id = c.store_id AND p.id = c.page_id WHERE c.store_id = $1',
    'SELECT c.id FROM chunks c JOIN pages AS p ON p.id = c.page_id WHERE c.store_id = $1 AND p.store_id = $1',
    'SELECT g.id FROM gaps g JOIN stores s ON s.id = g.store_id WHERE EXISTS (SELECT FROM pages p WHERE p.store_id = s.id)',
    'UPDATE ingests SET slice = 1 WHERE (store_id, id) IN (SELECT store_id, id FROM ingests LIMIT 1)',
    'DELETE FROM chunks c USING pages p WHERE p.store_id = c.store_id AND p.id = c.page_id',
    'SELECT i.id FROM ingests i WHERE i.store_id IN (SELECT store_id FROM gaps LIMIT 3)',
    'WITH told AS (SELECT g.id FROM gaps g CROSS JOIN LATERAL unnest(g.words) AS w), sent AS (SELECT p.id FROM told JOIN pages p ON p.store_id = told.store_id) SELECT id FROM sent',
    'WITH old AS (SELECT id FROM pages WHERE store_id = $1) SELECT c.id FROM chunks c, old WHERE c.store_id = $1',
    'SELECT p.id FROM "pages" "p", chunks c WHERE "p"."store_id" = $1 AND c.store_id = p.store_id',
  ])('is by the store: %s', (text) => {
    expect(looseJoin(text, tables)).toBeNull();
  });

  it.each([
    'SELECT c.id FROM chunks c JOIN pages p ON p.id = c.page_id WHERE c.store_id = $1',
    'SELECT c.id FROM chunks c, pages p WHERE p.id = c.page_id AND c.store_id = $1',
    'DELETE FROM chunks c USING pages p WHERE p.id = c.page_id AND p.store_id = $1',
    'UPDATE ingests SET slice = 1 WHERE id IN (SELECT id FROM ingests LIMIT 1)',
    'SELECT c.id FROM chunks c JOIN pages p ON p.id = c.page_id WHERE c.store_id = $1 AND c.store_id = $2',
    'SELECT i.id FROM ingests i WHERE i.id IN (SELECT ingest_id FROM gaps WHERE store_id = $1)',
    'SELECT id FROM gaps WHERE store_id = $1 AND EXISTS (SELECT FROM pages WHERE id = gaps.page_id)',
  ])('is not: %s', (text) => {
    expect(looseJoin(text, tables)).not.toBeNull();
  });
});
