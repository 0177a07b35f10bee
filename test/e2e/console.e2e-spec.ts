import type { Page } from 'playwright-core';

import { inBrowser, shoot } from '../support/browser/browser.js';
import { findViolations } from '../support/browser/find-violations.js';
import { asked, ConsoleSession, goTo, heading, settled, slow } from './console-session.js';
import { aStoreWithKey } from './running-api.js';
import { ingest } from './running-worker.js';

let session: ConsoleSession;

/** What a browser keeps of a page, and what stands in its address. */
interface Left {
  storage: string;
  cookies: string;
  databases: number;
  address: string;
}
const leftBehind = (page: Page) =>
  page.evaluate<Left>(`(async () => ({
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    address: location.search + location.hash,
  }))()`);

inBrowser('the console', () => {
  beforeAll(async () => {
    session = await ConsoleSession.start();
  }, 300_000);
  afterAll(() => session.stop());
  afterEach(() => session.closePages());

  it('leads who never read the documentation from an empty deployment to a cited answer', async () => {
    const page = await session.open();
    await shoot(page, 'sign-in');
    await session.signIn(page);
    await page.getByRole('button', { name: 'Create a store' }).first().waitFor();
    await shoot(page, 'stores-empty');

    await page.getByRole('button', { name: 'Create a store' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create a store' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Feather Shop');
    await shoot(page, 'create-store');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await heading(page, 'Feather Shop').waitFor();
    await page.getByRole('textbox', { name: 'Website' }).waitFor();
    await shoot(page, 'store-empty');
    let goOn = () => undefined as void;
    session.shop.holdUntil('/shipping', new Promise<void>((resolve) => (goOn = resolve)));
    await page.getByRole('textbox', { name: 'Website' }).fill(session.shop.origin);
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('list', { name: 'Stages' }).waitFor();
    await shoot(page, 'store-reading');
    goOn();
    await page.getByRole('link', { name: /Ask/ }).last().waitFor(slow);
    await page.getByRole('link', { name: 'Ask a question' }).click(slow);
    await heading(page, 'Ask').waitFor();
    await page
      .getByRole('textbox', { name: 'Question' })
      .fill('How do I wash the feathercloud pillow?');
    await shoot(page, 'ask');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();

    const citations = page.getByRole('list', { name: 'Citations' });
    await citations.waitFor(slow);
    expect(await citations.innerText()).toContain('40 °C');
    expect(await citations.getByRole('link').first().getAttribute('href')).toBe(
      `${session.shop.origin}/care`,
    );
    await page.getByRole('button', { name: 'Show the receipt' }).click();
    const receipt = page.getByRole('region', { name: 'Receipt' });
    await receipt
      .getByText(/^SHA-256 [0-9a-f]{64}$/)
      .first()
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'conversation-receipt');
    expect(await leftBehind(page)).toEqual({
      storage: '[{},{}]',
      cookies: '',
      databases: 0,
      address: '',
    });
  });

  it('is served with a policy of its own, its page kept by nobody and its parts for good', async () => {
    const { headers, text } = await session.admin.as(undefined).get('/console/stores/any');
    const policy = String(headers.get('content-security-policy'));
    const [, nonce] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];

    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(text).toContain(`nonce="${String(nonce)}"`);
    expect(headers.get('cache-control')).toBe('no-store');
    const [script] = /\/console\/assets\/[\w.-]+\.js/.exec(text) ?? [];
    const asset = await session.admin.as(undefined).get(String(script));
    expect(asset.headers.get('cache-control')).toContain('immutable');
    const gone = await session.admin.get('/console/assets/gone.js');
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('says what is wrong with a key, and asks again after a reload', async () => {
    const page = await session.open();
    await session.signIn(page, `sh_store_${'0'.repeat(30)}`);
    await page.getByText('This key is not known here').waitFor();
    await session.signIn(page, `sh_widget_${'0'.repeat(30)}`);
    await page.getByText('This is a widget key').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'sign-in-refused');

    await session.signIn(page);
    await heading(page, 'Stores').waitFor();
    await page.reload();
    await heading(page, 'Sign in').waitFor();
  });

  it('shows the holder of a store’s key that store and no other', async () => {
    const other = await aStoreWithKey(session.admin, 'Another shop');
    const { client } = await aStoreWithKey(session.admin, 'My own shop');
    const page = await session.at('', client.key);
    await heading(page, 'My own shop').waitFor();

    expect(await page.getByRole('link', { name: 'Stores', exact: true }).count()).toBe(0);
    const foreign = await session.at(`/stores/${other.storeId}`, client.key);
    await foreign.getByRole('alert').waitFor();
    expect(await foreign.getByText('Another shop').count()).toBe(0);
    const meaning = foreign.getByRole('link', { name: 'TENANCY_STORE_NOT_FOUND' }).first();
    expect(await meaning.getAttribute('href')).toBe('/guides/errors#TENANCY_STORE_NOT_FOUND');
    expect(await findViolations(foreign)).toEqual([]);
    await shoot(foreign, 'store-missing');
  });

  it('closes a gap: the answer is added, and the same questions are answered with it', async () => {
    const { storeId, client } = await session.aReadStore('Gap shop');
    await asked(client, 'Do you ship to Norway?');
    const page = await session.at(`/stores/${storeId}/gaps`);
    await page.getByRole('link', { name: /Do you ship to Norway\?/ }).waitFor(slow);
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'gaps');
    await page.getByRole('link', { name: /Do you ship to Norway\?/ }).click();
    await page
      .getByRole('textbox', { name: 'Answer' })
      .fill('Yes, we ship to Norway within 5 days.');
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'gap');
    await page.getByRole('button', { name: 'Add the answer' }).click();
    await page.getByRole('status').getByText('Answered').waitFor(slow);
    await page.getByRole('button', { name: 'Ask them again' }).click();
    await page.getByText(/1 of 1 answered by release/).waitFor(slow);
    await page.getByText('“Yes, we ship to Norway within 5 days.”').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'gap-answered');
  });

  it('shows what a release changed, and rolls it back once that was asked again', async () => {
    const { storeId } = await session.aReadStore('Release shop');
    session.shop.page('/care', {
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<title>Care instructions</title><main><h1>Care instructions</h1><p>Wash the feathercloud pillow at 60 °C only.</p></main>',
    });
    await ingest(session.admin, storeId, session.shop.origin);
    const page = await session.at(`/stores/${storeId}/releases`);
    await page.getByRole('link', { name: 'What changed' }).first().click();
    await heading(page, 'What changed in release 2').waitFor();
    await page.getByText('Wash the feathercloud pillow at 60 °C only.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'release-diff');
    await page.goBack();

    await page.getByRole('button', { name: 'Roll back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Roll back to release 1?' });
    await dialog.waitFor();
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'roll-back');
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('listitem').filter({ hasText: 'Release 1' }).getByText('Live').waitFor();
    const { body } = await session.admin.get(`/api/v1/knowledge-base/${storeId}/status`);
    expect(body['live_release']).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'releases');
  });

  it('searches with the ranks of both legs', async () => {
    const { storeId } = await session.aReadStore('Search shop');
    const page = await session.at(`/stores/${storeId}/search`);
    await page
      .getByRole('textbox', { name: 'Question or words' })
      .fill('shipping time of the pillow');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const first = page.getByRole('region', { name: 'Results' }).getByRole('listitem').first();
    await first.waitFor();

    expect(await first.innerText()).toMatch(/Words #\d[\s\S]*Meaning #\d/);
    expect(await findViolations(page)).toEqual([]);
    await shoot(page, 'search');
  });

  it.each(['light', 'dark'] as const)(
    'can be used by everybody on each page, %s',
    async (colours) => {
      const { storeId, client } = await session.aReadStore(`Page shop ${colours}`);
      const conversation = await asked(client, 'How do I wash the feathercloud pillow?');
      const page = await session.at('', undefined, { colorScheme: colours });
      const pages: [string, RegExp][] = [
        ['/', /^Stores/],
        ['/usage', /^Usage/],
        ['/isolation', /^Isolation/],
        [`/stores/${storeId}`, /^Page shop/],
        [`/stores/${storeId}/ask`, /^Ask/],
        [`/stores/${storeId}/knowledge`, /^Knowledge/],
        [`/stores/${storeId}/conversations`, /^Conversations/],
        [`/stores/${storeId}/conversations/${conversation}`, /^Conversation$/],
        [`/stores/${storeId}/keys`, /^Keys/],
        [`/stores/${storeId}/usage`, /^Usage/],
        ['/nowhere', /^No such page/],
      ];
      for (const [path, name] of pages) {
        await goTo(page, path);
        await heading(page, name).waitFor();
        await settled(page);
        expect([path, await findViolations(page)]).toEqual([path, []]);
        const short = path.replace(storeId, 'store').replace(conversation, 'one').slice(1);
        await shoot(page, `${colours}-${short.replaceAll('/', '-') || 'stores'}`);
      }
    },
  );

  it('fits a phone: the pages are behind a menu, and nothing is wider than the screen', async () => {
    const { storeId, client } = await session.aReadStore('Phone shop');
    await asked(client, 'How do I wash the feathercloud pillow?');
    const page = await session.at(`/stores/${storeId}`, undefined, {
      viewport: { width: 375, height: 740 },
    });
    for (const name of ['Knowledge', 'Releases', 'Conversations', 'Search', 'Keys']) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name, exact: true }).click();
      await heading(page, name).waitFor();
      await settled(page);
      await shoot(page, `phone-${name.toLowerCase()}`);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect([name, width]).toEqual([name, 375]);
    }
  });
});
