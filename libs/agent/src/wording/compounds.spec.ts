import { partsOf } from './compounds.js';
import { termsOf } from './words.js';

it.each([
  ['Versandkosten', ['Versand', 'kosten']],
  ['Rückgabefrist', ['Rückgabe', 'frist']],
  ['Zahlungsarten', ['Zahlung']],
  ['Versandmethode', ['Versand']],
  ['Lieferzeit', ['Liefer', 'zeit']],
  ['levertijd', ['lever', 'tijd']],
])('%s is its parts', (word, parts) => expect(partsOf(word)).toEqual(parts));

it.each(['kosten', 'kindergarten', 'smarten', 'Deutschland', 'counterpart', 'pillowcase'])(
  '%s is whole',
  (word) => expect(partsOf(word)).toEqual([word]),
);

it('makes a compound known by its parts, and the other way round', () => {
  expect(termsOf('Versandkosten')).toEqual(new Set([...termsOf('Versand'), ...termsOf('kosten')]));
});
