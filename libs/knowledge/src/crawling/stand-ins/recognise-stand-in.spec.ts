import { extractPage } from '../extraction/extract-page.js';
import type { StandIn } from './stand-in.js';
import { isUnknownAnswer } from './unknown-answer.js';

const read = (html: string, path = '/pages/one') =>
  extractPage({
    url: `https://shop.example.org${path}`,
    body: Buffer.from(html),
    contentType: 'text/html; charset=utf-8',
    robotsTag: '',
  });
const standIn = (html: string, path?: string): StandIn | null => read(html, path).standIn;
const sentences = (about: string, count = 5) =>
  Array.from(
    { length: count },
    (_, at) => `<p>Fact ${at} about ${about}, told at length.</p>`,
  ).join('');
const form = '<form><label>Email</label><input type="email"><input type="password"></form>';
const closedShop =
  '<title>Acme – Opening soon</title><h1>Opening soon</h1><p>Be the first to know when we launch.</p>' +
  '<a href="#open">Enter store using password</a><form action="/password" method="post">' +
  '<label>Password</label><input type="password"><button>Enter</button></form>' +
  '<p>Spread the word to your friends, and follow us where you like to be. Are you the store owner?</p>';
const header = `<header><div>Acme</div>${form}</header>`;

describe('a challenge page', () => {
  it.each([
    [
      'Cloudflare',
      '<title>Just a moment...</title><meta name="robots" content="noindex"><noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={}</script>',
    ],
    ['Cloudflare in another language', '<title>Nur einen Moment…</title><p>shop.example.org</p>'],
    [
      'an older Cloudflare',
      '<title>Attention Required! | Cloudflare</title><h1>One more step</h1><p>Please complete the security check to access shop.example.org</p><div class="g-recaptcha"></div>',
    ],
    [
      'Akamai',
      "<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this on this server.</p><p>Reference #18.2d351ab8.1557333295.a4e16ab</p>",
    ],
    [
      'Imperva',
      '<iframe src="/_Incapsula_Resource?CWUDNSAI=9&incident_id=48-2">Request unsuccessful. Incapsula incident ID: 48-2</iframe>',
    ],
    [
      'HUMAN',
      '<title>Access to this page has been denied</title><p>Press and hold.</p><div id="px-captcha"></div>',
    ],
    [
      'DataDome',
      '<title>shop.example.org</title><p>Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>',
    ],
    [
      'hCaptcha',
      '<title>Acme</title><p>Please verify you are a human</p><div class="h-captcha"></div>',
    ],
  ])('of %s is none of the shop', (_service, html) => {
    expect(standIn(html)?.outcome).toBe('blocked_by_wall');
    expect(standIn(html)?.detail).toContain('in place of the page');
  });

  it.each([
    [
      'a contact form with a captcha',
      `<h1>Contact</h1><p>mail@example.org</p><div class="g-recaptcha"></div>${form}`.replace(
        'password',
        'text',
      ),
    ],
    [
      'a page that Cloudflare watches',
      `<title>Mug</title><p>Red.</p><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`,
    ],
    [
      'an answer about denied access',
      `<title>Access denied</title>${sentences('the customer area')}`,
    ],
    [
      'a manual on captchas',
      `<title>Captcha</title><h1>Set up a captcha</h1>${sentences('how to verify you are a human', 40)}`,
    ],
  ])('is not %s', (_page, html) => {
    expect(standIn(html)).toBeNull();
  });
});

describe('a page that is missing', () => {
  it.each([
    '<title>404 Not Found</title><p>Back to the start</p>',
    '<title>Page not found – Acme</title><h1>404</h1><p>Try our search.</p>',
    '<title>Acme</title><h1>Oops! That page can’t be found.</h1>',
    '<title>Acme</title><p>Sorry, the page you are looking for does not exist. Go back.</p>',
    '<title>Acme</title><h1>Oops!</h1><p>404. This product is no longer available or the link is broken.</p>',
    '<title>Acme</title><p>The link you followed may be broken, or the page may have been removed.</p>',
    '<title>Seite nicht gefunden | Acme</title><h1>Die Seite wurde leider nicht gefunden</h1>',
    '<title>Page introuvable</title>',
    '<title>Página no encontrada</title><p>Volver</p>',
    '<title>Pagina non trovata</title><p>Torna</p>',
    '<title>Página não encontrada</title><p>Voltar</p>',
    '<title>Pagina niet gevonden</title><p>Terug</p>',
    '<title>Sidan kunde inte hittas</title><p>Hem</p>',
    '<title>Nie znaleziono strony</title><p>Wróć</p>',
    '<title>ページが見つかりません</title><p>ホーム</p>',
    `<title>Page not found</title><h1>Page not found</h1>${sentences('other pages', 9)}`,
  ])('is seen in %s', (html) => {
    expect(standIn(html)?.outcome).toBe('soft_404');
    expect(standIn(html)?.detail).toMatch(/^the site answers 200, but the page says “.+”$/);
  });

  it.each([
    `<title>404 thread count sheets – Acme</title><h1>404 thread count sheets</h1>${sentences('cotton')}`,
    '<title>404 thread count sheets</title><h1>404 thread count sheets</h1><p>Cotton, $90.</p>',
    `<title>Fix "page not found"</title><h1>Why a page is not found</h1>${sentences('links')}`,
    `<title>Lost parcels</title><p>Was your parcel not found? Write to us.</p>`,
    `<title>Not found</title>${sentences('a novel of that name')}`,
    `<title>Oops</title><h1>Broken links</h1><p>If the link is broken, tell us which one. The zip of the bag may be broken, too: send it in.</p>`,
    `<title>Red mug</title><h1>Red mug</h1><p>This mug is no longer available, or only in blue.</p>`,
  ])('is not %s', (html) => {
    expect(standIn(html)).toBeNull();
  });

  it('is what the site answers where nothing is', () => {
    const answer = read(`<title>Acme</title><h1>Hm</h1>${sentences('us')}`);
    const offer = (own: string) =>
      `<title>Not found</title><h1>Hm</h1>${sentences('us')}<p>${own}</p>`;

    expect(isUnknownAnswer(read(`<title>Acme</title><h1>Hm</h1>${sentences('us')}`), answer)).toBe(
      true,
    );
    expect(isUnknownAnswer(read(`<title>Acme</title><h1>Mug</h1>${sentences('us')}`), answer)).toBe(
      false,
    );
    expect(isUnknownAnswer(read(offer('Try mugs')), read(offer('Try cups')))).toBe(true);
    expect(isUnknownAnswer(answer, { title: 'Acme', blockHashes: [] })).toBe(false);
  });
});

describe('a shop that is closed for a while', () => {
  it.each([
    `<title>We'll be right back</title><h1>We’ll be right back</h1><p>Our store is undergoing maintenance. Please check back soon.</p>`,
    '<title>Acme</title><h1>Site under maintenance</h1><p>Write to us at mail@example.org.</p>',
    '<title>Acme – Maintenance mode</title><p>Back at noon.</p>',
    '<title>Acme</title><p>Sorry, we are currently down for scheduled maintenance. Thank you.</p>',
    '<title>Wartungsarbeiten</title><p>Wir sind bald wieder für Sie da.</p>',
    '<title>Site en maintenance</title><p>Merci.</p>',
    '<title>Acme</title><h1>Tienda en mantenimiento</h1>',
    '<title>Il sito è in manutenzione</title><p>A presto</p>',
  ])('is seen in %s', (html) => {
    expect(standIn(html)?.outcome).toBe('blocked_by_wall');
    expect(standIn(html)?.detail).toMatch(/says “.+” in place of the page$/);
  });

  it.each([
    '<title>Maintenance – Acme</title><h1>Maintenance</h1><p>Oil the wood once a year.</p>',
    '<title>Saw maintenance</title><h1>Low maintenance plants</h1><p>They need little water.</p>',
    '<title>Back soon: blue mug</title><p>The blue mug will be back soon.</p>',
    `<title>News</title><h1>We will be back soon</h1>${sentences('our summer holidays', 30)}`,
    '<title>Status</title><h1>Status of our shop</h1><p>The shop was down for maintenance on Monday, and is open again.</p>',
  ])('is not %s', (html) => {
    expect(standIn(html)).toBeNull();
  });
});

describe('a login', () => {
  it.each([
    [
      '/login',
      `<title>Log in – Acme</title><h1>Login</h1>${form}${sentences('why to register', 9)}`,
    ],
    ['/pages/members', `<title>Sign in</title>${form}<p>Forgot your password?</p>`],
    ['/konto/anmelden', `<title>Acme</title><p>Bitte melden Sie sich an.</p>${form}`],
    ['/password', '<title>Acme</title><p>Opening soon</p><input type="password">'],
    ['/', '<title>Acme</title><p>Staff only</p><input type=PASSWORD>'],
    ['/', closedShop],
    ['/products/mug', closedShop.replace('Opening soon', 'Acme')],
  ])('at %s holds nothing', (path, html) => {
    expect(standIn(html, path)).toMatchObject({ outcome: 'login_page' });
    expect(standIn(html, path)?.detail).toContain('asks for a password');
  });

  it.each([
    ['/pages/care', `<title>Care</title>${header}<h1>Care</h1>${sentences('washing')}`],
    ['/account', `<title>Acme</title>${header}<h1>Shipping</h1>${sentences('parcels')}`],
    ['/login', `<title>Login</title><h1>How to log in</h1>${sentences('your account')}`],
    [
      '/blogs/news/leeds',
      `<title>Opening soon in Leeds</title>${header}<h1>Opening soon in Leeds</h1>${sentences('our shop')}`,
    ],
    [
      '/help/lock',
      `<title>Lock your shop</title>${header}<h1>Lock your shop</h1><p>Visitors see <b>Enter store using password</b>.</p>${sentences('locks', 9)}`,
    ],
    ['/', closedShop.replace('type="password"', 'type="email"')],
  ])('at %s is not a page with other text, or without a password', (path, html) => {
    expect(standIn(html, path)).toBeNull();
  });
});

describe('a shell', () => {
  it.each([
    '<title>Acme</title><body><div id="root"></div><script src="/main.js"></script></body>',
    '<title>Acme</title><div id="__next"><p>Loading…</p></div><script src="/a.js"></script><p>© 2026 Acme</p>',
    '<title>Acme</title><app-root></app-root><script src="/a.js"></script>',
    '<title>Acme</title><noscript>You need to enable JavaScript to run this app.</noscript><div></div><script src="/a.js"></script>',
  ])('is seen in %s', (html) => {
    expect(standIn(html)?.outcome).toBe('shell');
  });

  it.each([
    '<title>Acme</title><div id="root"><h1>Hours</h1><p>We open at nine and close at five.</p></div><script></script>',
    `<title>Acme</title><div id="app"></div><script></script>${sentences('us')}`,
    '<title>Acme</title><p>Back soon</p><script></script>',
    '<title>Acme</title><div id="root"></div><p>Hi</p>',
    '<div id="root"></div><script></script><script type="application/ld+json">{"@type":"Product","name":"Lamp","description":"A lamp of brass with a long cord, for desks and for shelves.","offers":{"price":5,"priceCurrency":"EUR"}}</script>',
  ])('is not %s', (html) => {
    expect(standIn(html)).toBeNull();
  });
});
