import type { RetrievedChunk } from '@app/knowledge';

import { guessLanguage } from '../wording/guess-language.js';
import { checkSentence } from './check-sentence.js';
import { subjectTerms } from './claims/subject.js';
import { RuleCheck } from './injection/breaks-rules.js';
import { SourceReading } from './source-reading.js';
import { SUPPORT_FLOOR, supportScore } from './supports.js';

type Pair = readonly [sentence: string, isTrue: boolean];

const RETURNS =
  'Returns\n\nYou can send back any lamp within 30 days of delivery. Sale items cannot be returned. Please keep the original packaging. We refund the purchase price within 5 business days, to the card you paid with. Postage for sending it back is paid by the customer.';
const SHIPPING =
  'Shipping\n\nWe ship to Germany, Austria and Norway. We do not ship to Switzerland. Standard delivery takes 3-5 days and costs $9.99. Orders over $50 ship free. Parcels are handed to DHL and you get a tracking link by email. Express delivery is not offered.';
const LAMP =
  'Aurora desk lamp\n\nPrice: $49.00. In stock. The Aurora is made of brushed steel with a cotton cable. It is dimmable and uses an E27 bulb, which is not included. Clean it with a dry cloth. The warranty covers manufacturing faults for two years. Not suitable for outdoor use.';
const PAYMENT =
  'Payment\n\nWe accept Visa, Mastercard and PayPal. Cash on delivery is not possible. Gift cards can be used online and in our stores. An invoice is sent with every order. Business customers may pay by bank transfer.';

/** The floor was fitted on these: what a careful person says of the page, and what is denied or made up. */
const FITTED: readonly (readonly [page: string, pairs: readonly Pair[]])[] = [
  [RETURNS, [
    ['You have 30 days from delivery to return a lamp.', true],
    ['Items on sale are not returnable.', true],
    ['Your money is refunded to the card you used within 5 business days.', true],
    ['The customer pays the return postage.', true],
    ['Keep the original packaging for your return.', true],
    ['Sale items can be returned within 30 days.', false],
    ['We collect your lamp at home and pay a bonus for it.', false],
    ['Refunds are given as store credit with extra points.', false],
    ['You can exchange a lamp for a larger model in every branch.', false],
    ['Returned lamps are donated to charity.', false],
  ]],
  [SHIPPING, [
    ['Yes, we deliver to Norway.', true],
    ['We cannot ship to Switzerland.', true],
    ['Delivery takes 3 to 5 days and costs $9.99.', true],
    ['Shipping is free for orders over $50.', true],
    ['You will receive a tracking link by e-mail.', true],
    ['We ship to Switzerland.', false],
    ['We ship to Canada as well.', false],
    ['Express delivery is offered.', false],
    ['Your parcel is insured against theft and loss.', false],
    ['A drone drops the parcel on your balcony.', false],
  ]],
]; // prettier-ignore

/** Held out: the floor was not fitted on these. Precision 10 of 11, recall 10 of 12 before any of it was looked at. */
const HELD_OUT: typeof FITTED = [
  [LAMP, [
    ['The Aurora costs $49.00 and is in stock.', true],
    ['It is made from brushed steel.', true],
    ['The lamp can be dimmed.', true],
    ['A bulb is not included.', true],
    ['It comes with a two-year warranty for manufacturing faults.', true],
    ['You can clean the lamp with a dry cloth.', true],
    ['It is not suitable for use outdoors.', true],
    ['The Aurora is suitable for outdoor use.', false],
    ['A bulb is included.', false],
    ['The Aurora is sold out.', false],
    ['It is made of solid oak from Finland.', false],
    ['The warranty covers accidental breakage and theft.', false],
    ['It was designed by Dieter Rams.', false],
    ['It pairs with Alexa over wireless.', false],
    ['The Aurora costs $39.00.', false],
  ]],
  [PAYMENT, [
    ['You can pay with Visa, Mastercard or PayPal.', true],
    ['Cash on delivery is not available.', true],
    ['Gift cards work online and in stores.', true],
    ['Companies can pay by bank transfer.', true],
    ['You receive an invoice with your order.', true],
    ['Paying cash on delivery is possible.', false],
    ['You can pay with Klarna.', false],
    ['We accept Bitcoin and other coins.', false],
    ['Payment in four instalments is free of interest.', false],
    ['Gift cards cannot be used online.', false],
    ['Students get cheaper prices with a valid card.', false],
  ]],
]; // prettier-ignore

const BOUNDS = {
  prompt: new RuleCheck(''),
  rules: [],
  hosts: new Set<string>(),
  question: '',
  language: null,
};

function reading(text: string): SourceReading {
  const chunk: Partial<RetrievedChunk> = {
    url: 'https://shop.example/',
    title: '',
    headingPath: [],
    text,
    alsoOn: [],
  };
  return new SourceReading([chunk as RetrievedChunk]);
}

function measure(groups: typeof FITTED) {
  const judged = groups.flatMap(([page, pairs]) =>
    pairs.map(([sentence, isTrue]) => ({
      sentence,
      isTrue,
      isPassed: checkSentence(sentence, reading(page), BOUNDS).reason === null,
    })),
  );
  const passed = judged.filter(({ isPassed }) => isPassed);
  const right = passed.filter(({ isTrue }) => isTrue).length;
  return {
    wrong: judged
      .filter(({ isTrue, isPassed }) => isTrue !== isPassed)
      .map(({ sentence }) => sentence),
    precision: right / passed.length,
    recall: right / judged.filter(({ isTrue }) => isTrue).length,
  };
}

describe('support', () => {
  it('tells every fitted pair apart', () => {
    expect(measure(FITTED)).toEqual({ wrong: [], precision: 1, recall: 1 });
  });

  it('tells the held out pairs apart, so far as words can', () => {
    const { precision, recall } = measure(HELD_OUT);

    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.83);
  });

  it('needs most of the words, and in one place', () => {
    const score = (sentence: string) => supportScore(sentence, reading(RETURNS));

    expect(score('Keep the original packaging.')).toBe(1);
    expect(score('Thank you!')).toBe(1);
    expect(score('The packaging is painted by monks.')).toBeLessThan(SUPPORT_FLOOR);
  });
});

describe('the subject of a sentence', () => {
  const KETTLE =
    'Our kettles make quiet kitchens quieter still. The kettle is quiet under any lid, and kitchens stay quieter with it.';

  it.each([
    ['Cork mats under the kettle make quiet kitchens quieter still.', 'unsupported'],
    ['Yes, cork mats make quiet kitchens quieter still.', 'unsupported'],
    ['The kettle makes quiet kitchens quieter still.', null],
    ['Our kettles make quiet kitchens quieter.', null],
    ['It makes quiet kitchens quieter still.', null],
    ['The stove makes kitchens quieter.', null],
  ])('is something that the page speaks of: %s', (sentence, reason) => {
    const bounds = { ...BOUNDS, language: 'en' as const };
    expect(checkSentence(sentence, reading(KETTLE), bounds).reason).toBe(reason);
  });

  it.each([
    ['The cork mats are new', ['cork', 'mat']],
    ['You can return it', []],
    ['Delivery takes 3 days', ['deliveri']],
    ['30 days are given', []],
  ])('stands before its verb: %s', (sentence, terms) => {
    expect(subjectTerms(sentence)).toEqual(terms);
  });
});

describe('a sentence in another language than its page', () => {
  it.each([
    ['Wir liefern nach Norwegen.', null],
    ['Wir liefern nach Kanada.', 'unsupported'],
    ['Die Lieferung dauert 3 bis 5 Tage und kostet $9.99.', null],
    ['Die Lieferung dauert 2 Tage.', 'figure'],
    ['Nous livrons en Autriche.', null],
    ['Nous livrons au Canada.', 'unsupported'],
    ['Entregamos en Noruega con DHL.', null],
    ['Los paquetes se envían con FedEx.', 'unsupported'],
  ])('is checked by its figures, places and names: %s', (sentence, reason) => {
    expect(checkSentence(sentence, reading(SHIPPING), BOUNDS)).toMatchObject({
      reason,
      isCrossLanguage: true,
    });
  });

  it('passes only where the shopper asked in that language', () => {
    const asked = (question: string) => ({ ...BOUNDS, language: guessLanguage(question) });
    const sentence = 'Die Lieferung dauert 3 bis 5 Tage.';

    expect(
      checkSentence(sentence, reading(SHIPPING), asked('Wie lange dauert die Lieferung?')).reason,
    ).toBeNull();
    expect(
      checkSentence(sentence, reading(SHIPPING), asked('How long does the delivery take?')).reason,
    ).toBe('unsupported');
  });
});

describe('availability', () => {
  it.each([
    ['Die Aurora ist auf Lager.', null],
    ['Die Aurora ist ausverkauft.', 'unsupported'],
    ['L’Aurora est en stock.', null],
    ['L’Aurora est épuisée.', 'unsupported'],
    ['La Aurora está agotada.', 'unsupported'],
    ['La Aurora è esaurita.', 'unsupported'],
    ['De Aurora is uitverkocht.', 'unsupported'],
    ['De Aurora is op voorraad.', null],
    ['The Aurora is available.', null],
    ['The Aurora is available for pre-order.', 'unsupported'],
    ['The Aurora is discontinued.', 'unsupported'],
  ])('agrees with the page: %s', (sentence, reason) => {
    expect(checkSentence(sentence, reading(LAMP), BOUNDS).reason).toBe(reason);
  });

  it.each([
    ['The Comet is out of stock.', null],
    ['The Comet is in stock.', 'unsupported'],
    ['The Aurora is in stock.', null],
    ['The Aurora is sold out.', 'unsupported'],
  ])('is that of the product spoken of: %s', (sentence, reason) => {
    const page = 'Aurora desk lamp: in stock.\n\nComet floor lamp: sold out.';
    expect(checkSentence(sentence, reading(page), BOUNDS).reason).toBe(reason);
  });
});

describe('a figure', () => {
  it.each([
    ['You can return a lamp within 30 days.', null],
    ['You get your refund within 5 business days.', null],
    ['Refunds take 30 days.', 'figure'],
    ['We refund the purchase price within 30 days of delivery.', 'figure'],
  ])('stays with what the page gives it to: %s', (sentence, reason) => {
    expect(checkSentence(sentence, reading(RETURNS), BOUNDS).reason).toBe(reason);
  });
});

describe('a figure in words or in another unit', () => {
  const KETTLE = 'Arc kettle. £59.00. The warranty is 3 years. Returns are taken for 14 days.';

  it.each([
    ['The Arc kettle costs fifty-nine pounds.', null],
    ['The Arc kettle costs fifty-eight pounds.', 'figure'],
    ['The warranty is 36 months.', null],
    ['The warranty is thirty-six months.', null],
    ['The warranty is two years.', 'figure'],
    ['Returns are taken for two weeks.', null],
    ['Returns are taken for three years.', 'figure'],
  ])('is the same where it is exactly that: %s', (sentence, reason) => {
    expect(checkSentence(sentence, reading(KETTLE), BOUNDS).reason).toBe(reason);
  });
});

describe('the start of a period', () => {
  const PAGE = 'You can return a lamp within 45 days of delivery. The trial is 14 days.';

  it.each([
    ['You can return a lamp within 45 days of delivery.', PAGE, null],
    ['You can return a lamp within 45 days after you receive it.', PAGE, null],
    ['You can return a lamp within 45 days from receipt of your order.', PAGE, null],
    ['You can return a lamp within 45 days.', PAGE, null],
    ['You can return a lamp within 45 days of purchase.', PAGE, 'figure'],
    ['You can return a lamp within forty-five days after ordering.', PAGE, 'figure'],
    ['You can return a lamp within 45 days from the date of purchase.', PAGE, 'figure'],
    ['The trial is 14 days from purchase.', PAGE, 'figure'],
    ['Rückgabe binnen 45 Tagen ab Kauf.', PAGE, 'figure'],
    ['Die Lampe kann innerhalb von 45 Tagen nach Erhalt zurückgegeben werden.', PAGE, null],
    ['You can return a lamp within 45 days of buying it.', 'Return a lamp within 45 days after purchase.', null],
    ['You can return a lamp within 45 days after purchase.', 'Return a lamp within 45 days. They start with the purchase.', null],
  ])('is part of the claim: %s', (sentence, page, reason) => {
    expect(checkSentence(sentence, reading(page), BOUNDS).reason).toBe(reason);
  }); // prettier-ignore
});

describe('words of a sentence', () => {
  it.each([
    ['You can return used items.', 'unsupported'],
    ['You can return unused items.', null],
    ['Returning costs 4,50 EUR.', null],
    ['Returning costs 4,50 ACME.', 'figure'],
  ])('are not their opposites, and currencies are no names: %s', (sentence, reason) => {
    const page = 'You can return unused items. Returning items costs €4.50.';
    expect(checkSentence(sentence, reading(page), BOUNDS).reason).toBe(reason);
  });

  it.each(['The Comet lamp is unavailable at the moment.', 'The Comet lamp is not available.'])(
    'of stock are compared as stock: %s',
    (sentence) => {
      const page = reading('The Comet lamp is not available at the moment.');
      expect(checkSentence(sentence, page, BOUNDS).reason).toBeNull();
    },
  );
});
