import { foundChunk } from '../../../../test/support/found-chunk.js';
import { readQuestion } from '../questions/question.js';
import { quoteOf } from './excerpt.js';
import { findExcerpts } from './find-excerpts.js';
import { selectExcerpts } from './select-excerpts.js';

const chunk = (text: string) => foundChunk({ pageId: 'returns', title: 'Returns', text });

const quotes = (question: string, text: string): string[] =>
  selectExcerpts(findExcerpts(readQuestion(question), [chunk(text)]).excerpts).map(quoteOf);

describe('selectExcerpts', () => {
  it.each([
    'Additional non-returnable items:\n\n- Vouchers\n- Downloads\n- Candles',
    'Only part is refunded for what was used (if at all)\n\n- Vouchers\n- Downloads\n- Candles',
  ])('quotes an item of a list with the line that introduces it: %s', (text) => {
    const page = `Lamps are ours.\n\n${text}\n\nTo complete a return we need the receipt.`;

    for (const question of ['Do you sell vouchers?', 'Are candles sold?']) {
      expect(quotes(question, page)[0]).toMatch(/^(Additional non-returnable|Only part)/);
    }
  });

  it('quotes an item by itself where nothing introduces the list, or its line is far away', () => {
    const far = Array.from({ length: 30 }, (_, i) => `- Lamp of model ${'abcdefghij'[i % 10]}${i}`);

    expect(quotes('Are candles sold?', 'We are a shop.\n\n- Vouchers\n- Candles')[0]).toBe(
      'Candles',
    );
    expect(quotes('Candles?', `We sell:\n\n${far.join('\n')}\n- Candles`)[0]).toBe('Candles');
  });

  it('quotes one list once', () => {
    const text = 'We do not take back:\n\n- Vouchers of the shop\n- Candles of the shop';

    expect(quotes('Are candles and vouchers of the shop sold?', text)).toHaveLength(1);
  });

  it('quotes nothing that leaked from the template of a page', () => {
    const text =
      '// Select the first samovar in stock.\n\nThe samovar is of brass. It is a fine samovar in stock.';

    for (const quote of quotes('Is the samovar in stock?', text)) {
      expect(quote).not.toContain('//');
    }
  });
});
