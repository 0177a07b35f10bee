import type { RetrievedChunk } from '@app/knowledge';

import { AnswerGrounder } from './answer-grounder.js';
import { CitationList } from './citation-list.js';

const source = (text: string) =>
  ({
    chunkId: text,
    url: 'https://shop.example/returns',
    alsoOn: [],
    title: 'Returns',
    headingPath: [],
    text,
    fetchedAt: new Date(0),
  }) as unknown as RetrievedChunk;

function verdictsOn(answer: string) {
  const sources = [source('You can return a lamp within 30 days of delivery.')];
  const grounder = new AnswerGrounder(sources, new CitationList());
  grounder.push(answer);
  grounder.end();
  return grounder.verdicts.map(({ sentence, isShown, reason, passages }) => [
    sentence.trim(),
    isShown,
    reason,
    passages,
  ]);
}

describe('the verdicts on an answer', () => {
  it('say of each sentence, in its order, whether it was shown and on what it rests', () => {
    expect(
      verdictsOn('Sure. You can return a lamp within 30 days [1]. Within 90 days too [1].'),
    ).toEqual([
      ['Sure.', true, null, [1]],
      ['You can return a lamp within 30 days [1].', true, null, [1]],
      ['Within 90 days too [1].', false, 'figure', [1]],
    ]);
  });

  it('say why nothing was shown', () => {
    expect(verdictsOn('We take Bitcoin and gold [9].')).toEqual([
      ['We take Bitcoin and gold [9].', false, 'uncited', []],
    ]);
    expect(verdictsOn('Our shop is open all night.')).toEqual([
      ['Our shop is open all night.', false, 'uncited', []],
    ]);
  });
});
