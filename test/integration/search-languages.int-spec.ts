import { KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

const german = [
  {
    path: '/versand',
    title: 'Versand',
    markdown:
      '# Versand\n\nWir liefern die Bestellungen innerhalb von drei Tagen nach Österreich und in die Schweiz. Der Versand ist für Sie kostenlos, wenn der Wert über 50 Euro liegt.',
  },
  {
    path: '/rueckgabe',
    title: 'Rückgabe',
    markdown:
      '# Rückgabe\n\nSie können die Kissen innerhalb von 30 Tagen zurückgeben, und wir erstatten Ihnen den Preis. Der Bezug darf nicht fleckig sein, und die Ware muss unbenutzt sein.',
  },
];
const polish = [
  {
    path: '/dostawa',
    title: 'Dostawa',
    markdown:
      '# Dostawa\n\nKoszt dostawy na terenie Polski to 15 złotych. Poduszki wysyłamy w ciągu dwóch dni od złożenia zamówienia, a przy zamówieniach od 200 złotych dostawa jest bezpłatna.',
  },
  {
    path: '/zwroty',
    title: 'Zwroty',
    markdown:
      '# Zwroty\n\nPoduszkę można zwrócić w ciągu 30 dni, jeśli nie jest zabrudzona. Koszty zwrotu są po stronie klienta, a my oddajemy pieniądze w ciągu 14 dni od otrzymania towaru.',
  },
];
const russian = [
  {
    path: '/dostavka',
    title: 'Доставка',
    markdown:
      '# Доставка\n\nСтоимость доставки по России составляет 300 рублей. Мы отправляем подушки в течение двух дней после оформления заказа, а для заказов от пяти тысяч рублей это бесплатно.',
  },
  {
    path: '/vozvrat',
    title: 'Возврат',
    markdown:
      '# Возврат\n\nВы можете вернуть хлопковое одеяло в течение 30 дней, если на нём нет пятен. Стоимость возврата оплачивает покупатель, и мы вернём вам деньги.',
  },
];
const arabic = [
  {
    path: '/shipping',
    title: 'الشحن',
    markdown:
      '# الشحن\n\nتكلفة الشحن إلى جميع مدن المملكة هي 25 ريالا، ونحن نرسل المنتجات خلال يومين من استلام الطلب. الشحن مجاني على الطلبات التي تزيد عن 200 ريال.',
  },
  {
    path: '/returns',
    title: 'الإرجاع',
    markdown:
      '# الإرجاع\n\nيمكنك إرجاع الوسادة خلال 30 يوما من الاستلام إذا لم تكن مستعملة، ونحن نعيد لك المبلغ الذي دفعته في نفس البطاقة.',
  },
];
const english = [
  {
    path: '/die-cut',
    title: 'Die cut stickers',
    markdown: '# Die cut stickers\n\nOur die is sharp, and we cut stickers of every shape with it.',
  },
];

let rooms: TestingModule;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
});
afterAll(() => rooms.close());

const query = (scope: StoreScope, text: string) =>
  rooms.get(StoreConnections).run(scope, (manager) => manager.query(text, [scope.storeId]));

const storeOf = async (pages: Parameters<IndexedPages['ingest']>[1]): Promise<StoreScope> => {
  const scope = await aStore(rooms);
  await new IndexedPages(rooms).ingest(scope, pages);
  return scope;
};

const lexical = async (scope: StoreScope, question: string) => {
  const { results } = await rooms.get(KnowledgeSearch).search(scope, question, { leg: 'lexical' });
  return results.map(({ url, coverage }) => ({ path: new URL(url).pathname, coverage }));
};

describe('a question', () => {
  it('is read in the language of the pages, whatever they declare', async () => {
    const scope = await storeOf(german);

    expect((await lexical(scope, 'Wie ist die Lieferung meiner Bestellung?'))[0]?.path).toBe(
      '/versand',
    );
    expect((await lexical(scope, 'Kissen zurückgegeben? Preise?'))[0]?.path).toBe('/rueckgabe');
  });

  it('of which nothing but stop words is missing covers all', async () => {
    const scope = await storeOf(german);

    expect((await lexical(scope, 'Wann kann ich die Kissen zurückgeben?'))[0]).toEqual({
      path: '/rueckgabe',
      coverage: 1,
    });
    expect(await lexical(scope, 'Wann kann ich die?')).toEqual([]);
  });

  it('in another language still finds the words it shares', async () => {
    const scope = await storeOf(german);

    expect((await lexical(scope, 'Do you ship to Österreich?'))[0]?.path).toBe('/versand');
  });

  it('finds pages of each language where a store writes several', async () => {
    const scope = await storeOf([...german, ...english]);

    expect((await lexical(scope, 'Wie lange dauern Bestellungen?'))[0]?.path).toBe('/versand');
    expect((await lexical(scope, 'Which die do you use?'))[0]?.path).toBe('/die-cut');
  });

  it.each([
    ['Polish', polish, 'Ile kosztuje dostawa poduszek?', '/dostawa'],
    ['Russian', russian, 'Какова стоимость доставки подушек?', '/dostavka'],
    ['Russian, of adjectives', russian, 'Можно вернуть хлопковый?', '/vozvrat'],
    ['Arabic', arabic, 'هل الشحن للمنتج مجاني؟', '/shipping'],
    ['Arabic, without what is joined to them', arabic, 'كيف إرجاع وسادة؟', '/returns'],
  ])('finds the forms of its words in %s', async (_language, pages, question, path) => {
    const scope = await storeOf(pages);

    expect((await lexical(scope, question))[0]).toEqual({ path, coverage: 1 });
  });

  it('finds them in pages that were indexed before their language was known, once these are cut again', async () => {
    const scope = await aStore(rooms);
    const pages = new IndexedPages(rooms);
    const before = await pages.crawl(scope, polish);
    await pages.index(scope, before);
    await query(scope, `UPDATE pages SET language = 'other' WHERE store_id = $1`);
    await pages.publish(scope, before);
    expect(await lexical(scope, 'zamówień')).toEqual([{ path: '/dostawa', coverage: 0.5 }]);

    await query(scope, 'UPDATE pages SET indexed_at = NULL WHERE store_id = $1');
    await pages.ingest(scope, polish);

    expect(await lexical(scope, 'zamówień')).toEqual([{ path: '/dostawa', coverage: 1 }]);
  });
});
