import { shopperLanguage } from './shopper-language.js';

describe('shopperLanguage', () => {
  it.each([
    [['Wie lange kann ich etwas zurückgeben?'], 'de'],
    [['Combien coûte la livraison ?'], 'fr'],
    [['¿Cuánto cuesta el envío?'], 'es'],
    [['How long does delivery take?'], 'en'],
    [['pillow'], 'en'],
    [['Kissen', 'Was kostet der Versand?'], 'de'],
  ])('of %j', (messages, language) => expect(shopperLanguage(messages)).toBe(language));
});
