import type { RetrievedChunk } from '@app/knowledge';

import { foundChunk } from '../../../../test/support/found-chunk.js';
import { QUOTING_FLOOR } from '../answering/floor.js';
import { readQuestion } from '../questions/question.js';
import { quoteOf } from './excerpt.js';
import { findExcerpts } from './find-excerpts.js';
import { measureEvidence } from './measure-evidence.js';

const chunk = (title: string, text: string, headingPath: string[] = []) =>
  foundChunk({ pageId: title, chunkId: title + text, text, headingPath });

const others = [
  chunk('About us', 'We have sold lamps since the town was built.'),
  chunk('Returns', 'Opened returns are accepted. Send them to the shop.'),
];

function ask(text: string, ...found: RetrievedChunk[]) {
  const question = readQuestion(text);
  const findings = findExcerpts(question, [...found, ...others]);
  const [best] = findings.excerpts;
  return { evidence: measureEvidence(question, findings), quote: best ? quoteOf(best) : '' };
}

describe('the evidence for a question how to reach the shop', () => {
  it.each([
    ['How do I contact customer service?', 'Contact', 'Write to help@shop.example.'],
    ['How can I reach the support team?', 'Contact', 'Write to help@shop.example.'],
  ])('is enough in "%s" for its address', (question, title, text) => {
    const { evidence, quote } = ask(question, chunk(title, text));

    expect(evidence).toBeGreaterThan(QUOTING_FLOOR);
    expect(quote).toBe(text);
  });

  it('is little where the shop says nothing of it', () => {
    expect(ask('How do I contact customer service?').evidence).toBeLessThan(QUOTING_FLOOR);
  });
});

describe('the evidence for a short question', () => {
  it.each([
    ['How much is delivery?', 'Shipping', 'Shipping costs $9.99.'],
    ['How much is shipping?', 'Costs', 'Delivery is £4.95 to any address.'],
    ['How often should I descale?', 'Care', 'Descale the kettle every 6 weeks.'],
    ['How often do I have to descale it?', 'Care', 'Descaling is due once a month.'],
  ])('is enough in "%s"', (question, title, text) => {
    const { evidence, quote } = ask(question, chunk(title, text));

    expect(evidence).toBeGreaterThan(QUOTING_FLOOR);
    expect(quote).toBe(text);
  });

  it('is little where no page speaks of that', () => {
    expect(ask('How often should I descale?').evidence).toBeLessThan(QUOTING_FLOOR);
  });
});

describe('the evidence for a question that asks for a figure', () => {
  it.each([
    ['How long is delivery?', 'Delivery takes four working days.'],
    ['How long is shipping?', 'Orders arrive in 3-5 days.'],
    ['How long is the guarantee?', 'Five whole years.'],
    ['How long is the cable?', 'It is 2 metres long.'],
    ['How big is the vase?', 'As tall as a bottle.'],
    ['How old is the shop?', 'Older than the bridge.'],
    ['How heavy is the samovar?', 'Three kilograms.'],
    ['How does it work?', 'Fill it and light the coals.'],
  ])('is certain where the merchant answered "%s"', (question, answer) => {
    const { evidence, quote } = ask(question, chunk(question, answer));

    expect(evidence).toBeGreaterThan(0.9);
    expect(quote).toBe(answer);
  });

  it('is certain for an entry of a page of questions', () => {
    const text =
      'How long is the guarantee?\n\nNine years.\n\nHow long is the cable?\n\nTwo metres.\n\nDo you repair?\n\nYes.';

    const { evidence, quote } = ask('How long is the cable', chunk('Questions', text));

    expect(evidence).toBeGreaterThan(0.9);
    expect(quote).toContain('Two metres.');
  });

  it.each([
    ['How long is the samovar warranty?', 'The samovar warranty lasts nine years.'],
    ['How long is the cable?', 'The cable has a length of 2 metres.'],
    ['How long is the cable?', 'The cable measures two metres.'],
    ['How short should I trim the wick?', 'Trim the wick to five millimetres.'],
    ['How heavy is the samovar?', 'The samovar weighs 3 kg.'],
    ['How tall is the vase?', 'The vase stands thirty centimetres off the table.'],
  ])('is enough in "%s" for a sentence with the figure', (question, text) => {
    expect(ask(question, chunk('Notes', text)).evidence).toBeGreaterThan(0.5);
  });

  it.each([
    ['How long is the guarantee?', 'The cable is 2 metres long.'],
    ['How long is the cable?', 'The guarantee lasts nine years.'],
    ['How heavy is the samovar?', 'The samovar is made of brass.'],
  ])('is little in "%s" for a sentence about something else', (question, text) => {
    expect(ask(question, chunk('Notes', text)).evidence).toBeLessThan(0.3);
  });
});

describe('the evidence for a question about stock', () => {
  it.each([
    ['Is the samovar in stock?', 'Made of brass. Sold out.'],
    ['Is the samovar available?', 'Made of brass. Out of stock.'],
    ['Is the samovar out of stock?', 'Made of brass. In stock.'],
    ['Is the samovar sold out?', 'Made of brass. In stock.'],
  ])('is enough in "%s" for "%s"', (question, text) => {
    const { evidence, quote } = ask(question, chunk('Brass samovar', text));

    expect(evidence).toBeGreaterThan(0.33);
    expect(quote).toMatch(/sold out|stock/iu);
  });

  it('is little where only another thing is in stock', () => {
    expect(
      ask('Is the samovar in stock?', chunk('Copper kettle', 'In stock.')).evidence,
    ).toBeLessThan(0.33);
  });
});
