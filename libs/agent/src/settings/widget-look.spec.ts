import { PLAIN_WIDGET, textsIn, type WidgetLook } from './widget-look.js';

const look: WidgetLook = {
  ...PLAIN_WIDGET,
  texts: [
    { language: null, suggestions: ['Do you ship abroad?'], labels: { title: 'Ask', send: 'Go' } },
    { language: 'DE', suggestions: ['Liefert ihr?'], labels: { title: 'Frag uns' } },
    { language: 'de-AT', suggestions: [], labels: { title: 'Frag uns, gell' } },
  ],
};

describe('the texts of a widget', () => {
  it.each([
    ['fr', 'Ask', 'Do you ship abroad?'],
    ['de', 'Frag uns', 'Liefert ihr?'],
    ['de-CH', 'Frag uns', 'Liefert ihr?'],
    ['de-at', 'Frag uns, gell', 'Liefert ihr?'],
  ])('in %s are the nearest there are', (language, title, suggestion) => {
    expect(textsIn(look, language)).toEqual({
      suggestions: [suggestion],
      labels: { title, send: 'Go' },
    });
  });

  it('are none where the store has none', () => {
    expect(textsIn(PLAIN_WIDGET, 'en')).toEqual({ suggestions: [], labels: {} });
  });
});
