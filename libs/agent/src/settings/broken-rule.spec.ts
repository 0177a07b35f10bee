import { brokenRule } from './broken-rule.js';
import type { MerchantRule, PromiseTopic } from './merchant-rule.js';

const never = (topic: PromiseTopic): MerchantRule => ({
  name: topic,
  kind: 'never_promise',
  topic,
});
const neverSay = (...phrases: string[]): MerchantRule => ({
  name: 'words',
  kind: 'never_say',
  phrases,
});

describe('a topic that is never promised', () => {
  it.each<[PromiseTopic, string]>([
    ['delivery_dates', 'Your parcel arrives within three days.'],
    ['delivery_dates', 'We ship it tomorrow.'],
    ['delivery_dates', 'Die Lieferung dauert zwei Werktage.'],
    ['delivery_dates', 'Livraison en 48 heures.'],
    ['delivery_dates', 'Orders are deli\u00advered by 24.12.'],
    ['delivery_dates', 'Shipping costs $9.99 and it arrives on 24/12.'],
    ['delivery_dates', 'It is delivered 3 days after dispatch.'],
    ['discounts', 'Use the coupon SAVE to pay less.'],
    ['discounts', 'You get 20% off.'],
    ['discounts', 'Sie erhalten einen Rabatt.'],
    ['stock', 'The lamp is **in stock**.'],
    ['stock', 'Das Kissen ist sofort verfügbar.'],
    ['refunds', 'You will get your money back.'],
    ['legal_advice', 'By law you may sue the courier.'],
    ['medical_advice', 'The pillow cures neck pain.'],
  ])('%s: %s', (topic, sentence) => {
    expect(brokenRule(sentence, [never(topic)])?.name).toBe(topic);
  });

  it.each<[PromiseTopic, string]>([
    ['delivery_dates', 'We ship to Canada and Mexico.'],
    ['delivery_dates', 'You can return it within 30 days.'],
    ['delivery_dates', 'Shipping may be free.'],
    ['delivery_dates', 'Shipping costs $9.99.'],
    ['delivery_dates', 'Shipping to Germany costs 6.50 EUR.'],
    ['delivery_dates', 'You can return it within 30 days of delivery.'],
    ['delivery_dates', 'Rückgabe binnen 14 Tagen nach der Lieferung.'],
    ['discounts', 'The cover is made of cotton.'],
    ['stock', 'Wash it at 40 °C.'],
    ['refunds', 'Returns need a receipt.'],
    ['legal_advice', 'The lawn chair has a suede seat.'],
    ['medical_advice', 'Paint it with a dry cloth.'],
  ])('leaves other sentences: %s: %s', (topic, sentence) => {
    expect(brokenRule(sentence, [never(topic)])).toBeNull();
  });
});

describe('a topic that only the question names', () => {
  const broken = (sentence: string, question: string) =>
    brokenRule(sentence, [never('delivery_dates')], question);

  it('is what a short answer speaks of', () => {
    expect(
      broken('It takes 2-4 business days.', 'How long is shipping to Germany?'),
    ).not.toBeNull();
    expect(broken('Germany · 2-4 Werktage', 'Wie lange dauert die Lieferung?')).not.toBeNull();
  });

  it('makes no promise of a sentence without one', () => {
    expect(broken('We ship with bpost.', 'How many days does shipping take?')).toBeNull();
    expect(broken('It lasts 30 days.', 'How long may I return it?')).toBeNull();
  });
});

describe('words that are never said', () => {
  it.each([
    ['best price', 'That is the Best-Price of all.'],
    ['guaranteed', 'It is *guaran*teed.'],
    ['guaranteed', 'It is guaran\u200bteed!'],
    ['Käsekuchen', 'Wir haben Ka\u0308sekuchen.'],
    ["don't worry", 'Don’t worry about it.'],
  ])('%s in: %s', (phrase, sentence) => {
    expect(brokenRule(sentence, [neverSay('other', phrase)])?.name).toBe('words');
  });

  it('are whole words', () => {
    expect(brokenRule('A sunproof cover.', [neverSay('sun', 'proof cove')])).toBeNull();
  });
});

it('names the first of several rules, and none where there are none', () => {
  const rules = [never('refunds'), never('discounts'), neverSay('coupon')];

  expect(brokenRule('Here is a coupon.', rules)?.name).toBe('discounts');
  expect(brokenRule('Here is a coupon.', [])).toBeNull();
});
