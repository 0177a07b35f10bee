import type { PageRechecker, RetrievedChunk } from '@app/knowledge';

import { foundChunk } from '../../../../test/support/found-chunk.js';
import { type Evidence, weigh } from '../answering/evidence-finder.js';
import { readQuestion } from '../questions/question.js';
import { MAX_AGES } from '../settings/max-ages.js';
import { EvidenceRefresher } from './evidence-refresher.service.js';

const DAY_MS = 24 * 3_600_000;
const refresher = new EvidenceRefresher({} as PageRechecker);

const chunk = (path: string, text: string, ageDays: number) =>
  foundChunk({
    chunkId: `chunk of ${path}`,
    pageId: `page of ${path}`,
    url: `https://shop.example${path}`,
    title: path,
    text,
    fetchedAt: new Date(Date.now() - ageDays * DAY_MS),
    denseRank: null,
    denseScore: null,
  });

const found = (results: RetrievedChunk[], text: string, said?: string): Evidence =>
  weigh(readQuestion(text, [], said), results, [
    { query: text, outcome: { release: 1, releaseId: 'r', results, corrections: [], tookMs: 1 } },
  ]);

describe('the page that is too old', () => {
  it('is told by the words of the shopper as well as by their translation', () => {
    const results = [chunk('/lampa', 'Lampa Aurora jest ze stali i ma kabel.', 2)];
    const translated = 'Ile kosztuje lampa Aurora?';

    expect(refresher.oldPage(found(results, translated), MAX_AGES)).toBeNull();
    expect(
      refresher.oldPage(found(results, translated, 'How much is the Aurora?'), MAX_AGES),
    ).toMatchObject({ pageId: 'page of /lampa' });
  });

  it('is that of the product that was looked up, whatever page has the best words', () => {
    const listed = chunk('/lamps', 'The Aurora lamp costs €49. The Comet lamp costs €129.', 0);
    const lamp = chunk('/aurora', 'It is made of brushed steel.', 2);
    const evidence = found([lamp, listed], 'How much is the Aurora lamp?');

    expect(refresher.oldPage(evidence, MAX_AGES)).toBeNull();
    expect(refresher.oldPage(evidence, MAX_AGES, lamp)).toMatchObject({
      pageId: 'page of /aurora',
      maxAgeMs: DAY_MS,
    });
  });
});
