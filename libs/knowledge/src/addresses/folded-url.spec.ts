import { foldedUrl } from './folded-url.js';

const fold = (path: string) => foldedUrl(path, 'https://shop.example.org/');

describe('foldedUrl', () => {
  it.each([
    '/p?variant=39381231',
    '/p?variant=red&utm_source=x',
    '/p?sort_by=price-ascending',
    '/p?sortBy=title',
    '/p?sort=p.price&order=ASC',
    '/p?sort=best-selling',
    '/p?sort=bestSelling',
    '/p?orderby=menu_order',
    '/p?order=price_low_to_high',
    '/p?dir=desc',
    '/p?product_list_order=price&product_list_dir=asc&product_list_mode=list',
    '/p?view=grid',
    '/p?view=',
    '/p?view_mode=2',
    '/p?display=table',
    '/p?replytocom=17',
    '/p?add-to-cart=99',
    '/p?PHPSESSID=abc',
    '/p?gclid=1#reviews',
  ])('folds %s into /p', (path) => {
    expect(fold(path)).toBe('https://shop.example.org/p');
  });

  it.each([
    '/p?id=7',
    '/p?page=2',
    '/p?order=1041',
    '/p?order=newsletter',
    '/p?sort=3',
    '/p?sort=granny-smith',
    '/p?mode=7',
    '/p?option=com_content&view=article',
    '/p?display=1080p',
    '/p?dir=uploads',
    '/p?variants=2',
    '/p?session=autumn-of-2026',
    '/p?s=waterproofjackets',
    '/p/',
    '/P',
  ])('keeps %s apart', (path) => {
    expect(fold(path)).toBe(`https://shop.example.org${path}`);
  });

  it('keeps what is left in order', () => {
    expect(fold('/list?page=2&view=list&color=red&sort_by=price')).toBe(
      'https://shop.example.org/list?color=red&page=2',
    );
  });

  it('keeps what it is told to, and folds the rest', () => {
    const link = 'https://shop.example.org/p?variant=7&sort_by=price&view=grid';

    expect(foldedUrl(link, undefined, new Set(['variant', 'view']))).toBe(
      'https://shop.example.org/p?variant=7&view=grid',
    );
  });

  it('finds no page in what is no web address', () => {
    expect(foldedUrl('mailto:a@shop.example.org')).toBeNull();
  });
});
