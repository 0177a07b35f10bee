import type { Language } from './languages.js';
import { tokenize } from './tokenize.js';

/** Forms that a shopper and a shop may use of one word: each line is one term. */
const forms: Partial<Record<Language, string[]>> = {
  pl: [
    'dostawa dostawy dostawę dostawie dostaw',
    'zwrot zwroty zwrotu zwrotów zwrotami',
    'poduszka poduszki poduszkę poduszek poduszkami',
    'zamówienie zamówienia zamówieniu zamówień',
    'bawełniana bawełniane bawełnianych bawełnianego bawelniana',
    'koszt koszty kosztów kosztuje kosztują',
  ],
  cs: [
    'doprava dopravy dopravu dopravě dopravou',
    'polštář polštáře polštářů polštářem polstare',
    'objednávka objednávky objednávek objednávkách',
    'bavlněný bavlněná bavlněné bavlněných',
  ],
  ro: [
    'livrare livrarea livrării livrari',
    'perna perne pernele pernelor pernă',
    'produs produse produsul produsele produselor produsului',
  ],
  hu: [
    'párna párnák párnát párnával parnak',
    'szállítás szállítási szállításra szállításhoz',
    'rendelés rendelések rendelést rendelésnek',
  ],
  tr: [
    'iade iadesi iadeler iadeleri',
    'yastık yastıklar yastığı yastıkların yastigi',
    'sipariş siparişler siparişi siparişin siparişlerin siparisler',
    'ürün ürünler ürünü ürünün urunlerin',
    'kargo kargoya kargosu',
  ],
  ru: [
    'возврат возврата возвраты возвратов',
    'доставка доставки доставку доставкой',
    'подушка подушки подушек подушками',
    'хлопковый хлопковая хлопковое хлопковые хлопковых хлопковой',
  ],
  uk: [
    'доставка доставки доставку доставкою',
    'повернення поверненню повернень поверненням',
    'бавовняний бавовняна бавовняні бавовняних бавовняної',
  ],
  el: [
    'επιστροφή επιστροφές επιστροφών επιστροφης',
    'παραγγελία παραγγελίες παραγγελιών παραγγελιασ',
    'μαξιλάρι μαξιλάρια μαξιλαριού',
    'προϊόν προϊόντα προϊόντων προϊόντος',
  ],
  ar: [
    'شحن الشحن والشحن للشحن بالشحن',
    'منتج المنتج منتجات المنتجات والمنتجات',
    'سياسة السياسة سياسات السياسات',
    'إرجاع الإرجاع ارجاع والارجاع',
    'وسادة الوسادة وسادات',
  ],
  he: [
    'משלוח המשלוח משלוחים והמשלוחים',
    'כרית הכרית כריות הכריות',
    'הזמנה הזמנות',
    'מוצר המוצר מוצרים המוצרים',
  ],
};

describe.each(Object.entries(forms) as [Language, string[]][])('in %s', (language, words) => {
  it.each(words)('one term stands for %s', (line) => {
    expect(new Set(tokenize(line, language)).size).toBe(1);
    expect(tokenize(line, language)).toHaveLength(line.split(' ').length);
  });

  it('different words stay different', () => {
    const terms = words.map((line) => tokenize(line, language)[0]);
    expect(new Set(terms).size).toBe(words.length);
  });

  it('leaves brands alone that are written in other letters, and short words', () => {
    expect(tokenize('Ærøskøbing 4K ок', language)).toContain('4k');
    expect(tokenize('送料', language)).toEqual(['送料']);
  });
});
