import { foundChunk } from '../../../../test/support/found-chunk.js';
import { readQuestion } from '../questions/question.js';
import { quoteOf } from './excerpt.js';
import { findExcerpts } from './find-excerpts.js';

const NO_OFFER = { sku: null, gtin: null, price: null, currency: null, availability: null };

const product = (name: string, text: string) =>
  foundChunk({
    chunkId: name,
    pageId: name,
    title: `${name} – Shop`,
    headingPath: [],
    text,
    pageKind: 'product',
    product: { ...NO_OFFER, name, brand: null, highPrice: null, url: null, variants: [] },
  });

const AURORA = product(
  'Aurora desk lamp',
  '- Aurora desk lamp: Price: $49.00\n\nIn stock\n\nMade of steel.\n\nRelated products\n\n- Comet floor lamp: sold out',
);
const COMET = product(
  'Comet floor lamp',
  '- Comet floor lamp: Price: $129.00\n\nSold out\n\nRelated products\n\n- Aurora desk lamp: in stock',
);
const AURORA_RED = product('Aurora desk lamp, red', '- Aurora desk lamp, red: Price: $52.00');
const ABOUT = foundChunk({ chunkId: 'about', pageId: 'about', text: 'We sell lamps since 1990.' });
const ALL = [AURORA, AURORA_RED, COMET, ABOUT];

const quotes = (text: string, results = ALL) =>
  findExcerpts(readQuestion(text), results).excerpts.map(quoteOf);

describe('a question about stock', () => {
  it('is answered for the product that it names alone', () => {
    const said = quotes('Is the Comet floor lamp in stock?');

    expect(said.length).toBeGreaterThan(0);
    expect(said.every((quote) => /sold out/iu.test(quote) && !/in stock/iu.test(quote))).toBe(true);
  });

  it('means what was spoken of before, unless another is named', () => {
    const quotesOf = (text: string, carried: string[]) =>
      findExcerpts(readQuestion(text, carried), ALL).excerpts.map(quoteOf).join();

    expect(quotesOf('Is it in stock?', ['Comet'])).not.toContain('n stock');
    expect(quotesOf('And the Aurora?', ['stock', 'Comet'])).not.toContain('old out');
  });

  it('is not answered with what leaked in from a script', () => {
    const scripted = product(
      'Nova wall lamp',
      '// Select the first variant. Otherwise the product looks sold out.\n\nNova wall lamp: in stock',
    );

    expect(quotes('Is the Nova wall lamp in stock?', [scripted])[0]).toBe(
      'Nova wall lamp: in stock',
    );
  });

  it('is not answered with the stock of what the page lists beside it', () => {
    expect(quotes('Is the Aurora in stock?').join()).not.toContain('sold out');
  });

  it('is not answered with that of another product where its own is not told', () => {
    const untold = product('Nova wall lamp', 'The Nova is made of glass.');

    expect(quotes('Is the Nova wall lamp in stock?', [untold, COMET]).join()).not.toContain(
      'old out',
    );
  });
});

describe('a question about all that is sold', () => {
  it('is answered with a few products that differ, by name', () => {
    expect(quotes('What products do you sell?')).toEqual([
      'Aurora desk lamp: Price: $49.00',
      'Comet floor lamp: Price: $129.00',
    ]);
  });

  it('is searched for as any other where no product was found', () => {
    expect(quotes('What do you sell?', [ABOUT])).toContain('We sell lamps since 1990.');
  });
});
