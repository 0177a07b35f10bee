import { readLanguage } from './languages.js';
import { tokenize } from './tokenize.js';

describe('tokenize', () => {
  it.each([
    ['prices whatever their separators', '$1,299.00 · 1.299,00 € · 1299', ['1299', '1299', '1299']],
    ['cents', '$9.99 and 9,99 €', ['9.99', '9.99']],
    ['versions as they are', 'v1.8.19', ['v', '1.8.19']],
    ['article numbers in parts and whole', 'AB-1234', ['ab', '1234', 'ab1234']],
    ['hyphened words in parts and whole', 'e-mail', ['e', 'mail', 'email']],
    [
      'words without their diacritics',
      'Größe naïve İstanbul Łódź',
      ['gross', 'naiv', 'istanbul', 'lodz'],
    ],
    ['words without their full width', 'Ｐｉｌｌｏｗ', ['pillow']],
    ['words without a possessive', 'customer’s', ['custom']],
    ['Cyrillic and Greek words whole', 'Доставка ΟΔΟΣ', ['доставка', 'οδοσ']],
    ['Chinese and Japanese by pairs of characters', '送料は', ['送料', '料は']],
    ['a Latin word inside Japanese text', 'PayPal決済', ['paypal', '決済']],
    ['Korean by pairs, so that endings do not matter', '배송비는', ['배송', '송비', '비는']],
    ['Hindi words with their vowel signs', 'हिन्दी', ['हिन्दी']],
  ])('reads %s', (_rule, text, terms) => expect(tokenize(text)).toEqual(terms));

  it('drops stop words and nothing else', () => {
    expect(tokenize('What is the return policy for you?')).toEqual(['return', 'polici']);
    expect(tokenize('what is it')).toEqual([]);
  });

  it('gives a question and a text the same terms', () => {
    expect(tokenize('RETURNS, shipped')).toEqual(tokenize('return shipping'));
  });

  it.each(['', ' \n', '\0', '\ud800', '🛒', '‏'])('finds nothing in %j', (text) => {
    expect(tokenize(text)).toEqual([]);
  });

  it('cuts what is too long to be a word', () => {
    expect(tokenize('x'.repeat(10_000))).toEqual(['x'.repeat(40)]);
  });
});

describe('a language', () => {
  it.each([
    ['de', 'Die Bestellungen der Größe', 'Bestellung grosse', ['bestell', 'gross']],
    ['fr', 'les frais de livraison', 'frais livraisons', ['frais', 'livraison']],
    ['es', 'las devoluciones de la almohada', 'devoluciones almohadas', ['devolu', 'almoh']],
    ['it', 'le spedizioni', 'spedizioni', ['spedizion']],
    ['nl', 'de leveringen', 'levering', ['lever']],
    ['pt', 'as devoluções', 'devolucoes', ['devoluco']],
    ['sv', 'leveranserna', 'leveranser', ['leverans']],
    ['da', 'leveringerne', 'levering', ['levering']],
    ['no', 'leveringene', 'levering', ['levering']],
    ['fi', 'toimitukset', 'toimitukset', ['toimituks']],
  ] as const)('%s stems its words and drops its stop words', (language, text, other, terms) => {
    expect(tokenize(text, language)).toEqual(terms);
    expect(tokenize(other, language)).toEqual(terms);
  });

  it('without a list keeps every word as it is', () => {
    expect(tokenize('the pillows', 'other')).toEqual(['the', 'pillows']);
  });

  it('leaves words of other alphabets and with digits alone', () => {
    expect(tokenize('größen a4s доставки', 'en')).toEqual(['grossen', 'a4s', 'доставки']);
  });
});

describe('readLanguage', () => {
  it.each([
    ['de-CH', 'de'],
    ['pt_BR', 'pt'],
    ['EN', 'en'],
    ['nb-NO', 'no'],
    ['pl-PL', 'pl'],
    ['sk', 'cs'],
    ['iw', 'he'],
    ['lt', 'other'],
    ['', null],
    [null, null],
    ['german', null],
  ])('reads %j as %j', (tag, language) => expect(readLanguage(tag)).toBe(language));
});
