import { extractPage } from '../extraction/extract-page.js';

const kindOf = (path: string, html: string): string =>
  extractPage({
    url: `https://shop.example.org${path}`,
    body: Buffer.from(html),
    contentType: 'text/html',
    robotsTag: '',
  }).kind;
const data = (value: object) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const product = data({
  '@type': 'Product',
  name: 'Lamp',
  offers: { price: 5, priceCurrency: 'EUR' },
});
const question = (name: string) => ({
  '@type': 'Question',
  name,
  acceptedAnswer: { text: 'Yes.' },
});
const answers = data({ '@type': 'FAQPage', mainEntity: ['A?', 'B?', 'C?'].map(question) });
const cards = (count: number) =>
  Array.from({ length: count }, (_, n) => `<a href="/products/p${n}">P${n}</a> $${n}`).join('');
const page = (title: string, body = '<p>Some text about it.</p>') =>
  `<title>${title} – Acme</title><h1>${title}</h1>${body}`;
const asked = (count: number, tag: (question: string) => string) =>
  Array.from({ length: count }, (_, n) => tag(`Can I do thing ${n}?`)).join('');

describe('the kind of a page', () => {
  it.each([
    // what it sells
    [
      'product',
      'data of one product',
      '/lamp',
      page('Lamp', product + '<form action="/cart/add">'),
    ],
    ['product', 'data and address', '/products/lamp', page('Lamp', product)],
    [
      'product',
      'a product that answers questions',
      '/products/lamp',
      page('Lamp', product + answers),
    ],
    [
      'product',
      'a product among others like it',
      '/products/lamp',
      page('Lamp', product + cards(8)),
    ],
    [
      'product',
      'address and cart, without data',
      '/produkt/lampe',
      page('Lampe', '<button class="add-to-cart">Kaufen</button>'),
    ],
    ['page', 'the rating of a shop on its home page', '/', page('Acme', product + cards(8))],
    // what it lists
    ['collection', 'its address and products', '/collections/lamps', page('Lamps', cards(6))],
    ['collection', 'its address alone', '/product-category/lamps/brass', page('Lamps')],
    [
      'collection',
      'many products and data',
      '/lamps',
      page('Lamps', cards(5) + data({ '@type': 'CollectionPage' })),
    ],
    [
      'collection',
      'a group that is called like a policy word',
      '/collections/returns',
      page('Returns of the King', cards(6)),
    ],
    // questions
    ['faq', 'data', '/help', page('Help', answers)],
    ['faq', 'title and address', '/pages/faq', page('FAQ')],
    ['faq', 'its name in German', '/haeufige-fragen', page('Häufige Fragen')],
    ['faq', 'its name in Japanese', '/p1', page('よくある質問')],
    [
      'faq',
      'details',
      '/help',
      page(
        'Help',
        asked(5, (q) => `<details><summary>${q}</summary>Yes.</details>`),
      ),
    ],
    [
      'faq',
      'a short accordion under a heading of its own',
      '/good-to-know',
      page(
        'Good to know',
        asked(
          3,
          (q) => `<div><details><summary><h3>${q}</h3></summary><p>Yes.</p></details></div>`,
        ),
      ),
    ],
    [
      'faq',
      'an accordion in a list',
      '/help',
      page(
        'Help',
        `<ul>${asked(4, (q) => `<li><details><summary>${q}</summary><p>Yes, you can.</p></details></li>`)}</ul>`,
      ),
    ],
    [
      'page',
      'an accordion of facts',
      '/our-yarn',
      page(
        'Our yarn',
        ['Material', 'Care', 'Origin', 'Weight']
          .map((fact) => `<details><summary>${fact}</summary><p>Wool.</p></details>`)
          .join(''),
      ),
    ],
    [
      'product',
      'a product with an accordion of questions',
      '/products/yarn',
      page('Yarn', product + asked(4, (q) => `<details><summary>${q}</summary>Yes.</details>`)),
    ],
    [
      'faq',
      'a list of terms',
      '/help',
      page('Help', `<dl>${asked(6, (q) => `<dt>${q}</dt><dd>Yes.</dd>`)}</dl>`),
    ],
    [
      'faq',
      'headings',
      '/help',
      page(
        'Help',
        asked(6, (q) => `<h3>${q}</h3><p>Yes.</p>`),
      ),
    ],
    [
      'faq',
      'bold lines',
      '/help',
      page(
        'Help',
        asked(6, (q) => `<p><b>${q}</b></p><p>Yes.</p>`),
      ),
    ],
    ['faq', 'questions about shipping', '/pages/shipping-faq', page('Shipping FAQ')],
    [
      'page',
      'a few questions among other headings',
      '/about',
      page(
        'About',
        '<h2>A</h2><h2>B</h2><h2>C</h2><h2>D</h2><h2>E</h2>' + asked(3, (q) => `<h3>${q}</h3>`),
      ),
    ],
    // policies
    ['policy', 'address and title', '/policies/refund-policy', page('Refund policy')],
    ['policy', 'a title of policy words', '/pages/p7', page('Shipping &amp; Returns')],
    ['policy', 'privacy', '/privacy', page('Privacy Policy')],
    ['policy', 'terms', '/terms-of-service', page('Terms of service')],
    ['policy', 'warranty', '/warranty', page('Our warranty')],
    ['policy', 'cookies', '/pages/cookie-policy', page('Cookie policy')],
    ['policy', 'German', '/versandkosten', page('Versand und Lieferung')],
    ['policy', 'German law', '/widerrufsbelehrung', page('Widerrufsbelehrung')],
    ['policy', 'French', '/pages/x', page('Livraison et retours')],
    ['policy', 'Spanish', '/pages/x', page('Política de devoluciones')],
    ['policy', 'Italian', '/pages/x', page('Spedizioni e resi')],
    ['policy', 'Dutch', '/pages/x', page('Verzending en retourneren')],
    ['policy', 'Swedish', '/pages/x', page('Frakt och leverans')],
    ['policy', 'Polish', '/pages/x', page('Polityka prywatności').replace('Polityka', 'Regulamin')],
    ['policy', 'Japanese', '/pages/x', page('特定商取引法に基づく表記')],
    ['policy', 'Russian', '/pages/x', page('Доставка и оплата')],
    [
      'policy',
      'one with questions as headings',
      '/pages/shipping',
      page(
        'Shipping',
        asked(6, (q) => `<h3>${q}</h3><p>Yes.</p>`),
      ),
    ],
    ['page', 'a page about boxes for shipping', '/pages/x', page('Shipping boxes made of card')],
    ['page', 'biscuits', '/cookies', page('Cookies')],
    ['page', 'a programming manual', '/tasks/conditions', page('Conditions')],
    // the others
    [
      'contact',
      'title and address',
      '/contact-us',
      page('Contact us', '<p>mail@shop.example.org</p>'),
    ],
    ['contact', 'German', '/kontakt', page('Kontakt')],
    [
      'article',
      'data and address',
      '/blogs/news/brass',
      page('Why brass', data({ '@type': 'BlogPosting' })),
    ],
    [
      'article',
      'a dated address',
      '/2024/05/why-brass',
      `<meta property="article:published_time" content="2024-05-01">${page('Why brass')}`,
    ],
    ['page', 'the list of a blog', '/blogs/news', page('News')],
    [
      'page',
      'a type that some systems give every page',
      '/about',
      `<meta property="og:type" content="article">${page('About us')}`,
    ],
    ['page', 'nothing in particular', '/about-us', page('Our story')],
  ])('is %s by %s', (kind, _evidence, path, html) => {
    expect(kindOf(path, html)).toBe(kind);
  });
});
