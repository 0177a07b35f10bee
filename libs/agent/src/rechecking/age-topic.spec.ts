import type { PageKind } from '@app/knowledge';

import type { AgeTopic } from '../settings/max-ages.js';
import { ageTopic } from './age-topic.js';

describe('ageTopic', () => {
  it.each<[AgeTopic, string, PageKind, string]>([
    ['prices', 'How much is the Aurora lamp?', 'page', 'The Aurora lamp.'],
    ['prices', 'Is the Aurora lamp in stock?', 'page', 'The Aurora lamp.'],
    ['prices', 'Was kostet die Lampe?', 'page', 'Die Lampe.'],
    ['prices', 'Wie teuer ist die Lampe?', 'page', 'Die Lampe.'],
    ['prices', 'Ist die Lampe verfügbar?', 'page', 'Die Lampe.'],
    ['prices', 'Combien coûte la lampe ?', 'page', 'La lampe.'],
    ['prices', '¿Cuánto cuesta la lámpara?', 'page', 'La lámpara.'],
    ['prices', 'Qual è il prezzo?', 'page', 'La lampada.'],
    ['prices', 'Tell me about the Aurora.', 'product', 'Aurora, $49.00'],
    ['prices', 'Tell me about the Aurora.', 'product', 'Aurora. Currently out of stock.'],
    ['policies', 'Can I return a lamp?', 'page', 'Send it back.'],
    ['policies', 'Puis-je échanger la lampe ?', 'page', 'Oui.'],
    ['policies', 'Gäller ångerrätt?', 'page', 'Ja.'],
    ['policies', 'Kann ich die Lampe umtauschen?', 'page', 'Ja.'],
    ['policies', 'Quels sont les délais de livraison ?', 'faq', 'Oui.'],
    ['policies', 'How do you treat my data?', 'policy', 'We keep it.'],
    ['others', 'What is the Aurora made of?', 'product', 'It is made of steel.'],
    ['others', 'What resolution does the prism have?', 'page', 'High.'],
    ['others', 'How do I clean it?', 'article', 'With a cloth.'],
  ])('is %s for %j on a %s', (topic, question, pageKind, text) => {
    expect(ageTopic(question, { pageKind, text })).toBe(topic);
  });
});
