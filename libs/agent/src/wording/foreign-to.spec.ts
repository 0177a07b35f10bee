import type { Language } from '@app/knowledge';

import { foreignTo } from './foreign-to.js';

describe('foreignTo', () => {
  it.each<[string, Language[], Language]>([
    ['Combien de jours ai-je pour renvoyer la lampe ?', ['de'], 'de'],
    ['How many days do I have to return the lamp?', ['de'], 'de'],
    ['Wie viele Tage habe ich für die Rückgabe?', ['en', 'fr'], 'en'],
    ['返品は何日以内ですか', ['en'], 'en'],
    ['Сколько стоит лампа Aurora?', ['de', 'en'], 'de'],
    ['Сколько стоит лампа Aurora?', ['en', 'uk'], 'en'],
    ['Сколько стоит лампа Aurora?', ['el'], 'el'],
    ['كم سعر المصباح', ['en', 'he'], 'en'],
    ['How many days do I have to return the lamp?', ['ru'], 'ru'],
  ])('translates %j for pages in %j', (question, spoken, into) => {
    expect(foreignTo(question, spoken)).toBe(into);
  });

  it.each<[string, Language[]]>([
    ['Wie viele Tage habe ich für die Rückgabe?', ['de']],
    ['Wie viele Tage habe ich für die Rückgabe?', ['en', 'de']],
    ['Aurora lamp price', ['de']],
    ['feathercloud pillow washing temperature', ['fr']],
    ['Combien de jours ai-je ?', []],
    ['Combien de jours ai-je ?', ['other']],
    ['返品は何日以内ですか', ['en', 'other']],
    ['Сколько стоит лампа Aurora?', ['ru']],
    ['Сколько стоит лампа Aurora?', ['en', 'ru']],
    ['лампа Aurora цена', ['en', 'uk']],
    ['Πόσο κοστίζει η λάμπα;', ['el']],
    ['كم سعر المصباح', ['en', 'ar']],
    ['Aurora lamp price', ['ru']],
    ['Hány nap alatt érkezik meg?', ['de', 'other']],
    ['?!', ['de']],
  ])('leaves %j alone for pages in %j', (question, spoken) => {
    expect(foreignTo(question, spoken)).toBeNull();
  });
});
