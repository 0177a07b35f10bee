import { randomUUID } from 'node:crypto';

import { gapsQueue } from '@app/agent';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import type { Page } from 'playwright-core';

import { inBrowser } from '../support/browser/browser.js';
import { waitFor } from '../support/wait-for.js';
import { ConsoleSession, heading, looked, settled } from './console-session.js';
import { aStoreWithKey } from './running-api.js';

let session: ConsoleSession;

interface KeyRow {
  id: string;
  name: string;
  scopes: string[];
  allowed_origins: string[];
  expires_at: string | null;
  revoked_at: string | null;
}

async function keysOf(storeId: string): Promise<KeyRow[]> {
  const { body } = await session.admin.get(`/api/v1/stores/${storeId}/keys`);
  return body['items'] as unknown as KeyRow[];
}

const keyNamed = async (storeId: string, name: string) =>
  (await keysOf(storeId)).find((key) => key.name === name) as KeyRow;

const shownKey = async (page: Page) =>
  (await page.getByRole('group', { name: 'The new key' }).innerText()).trim();

const statusWith = async (key: string) =>
  (await session.admin.as(key).get('/api/v1/own-store')).status;

inBrowser('the console, for the operator', () => {
  beforeAll(async () => {
    session = await ConsoleSession.start({
      QUEUE_DASHBOARD_PASSWORD: 'a long password of a test',
      // a budget is for what has a price; no model is asked here
      CHAT_PRICES: 'stub=0.15/0.60',
    });
  }, 300_000);
  afterAll(() => session.stop());
  afterEach(() => session.closePages());

  it('shows a new key once, with the scopes and the end it was given, and revokes it', async () => {
    const { storeId } = await aStoreWithKey(session.admin, 'Key shop');
    const page = await session.at(`/stores/${storeId}/keys`);
    await page.getByRole('button', { name: 'Create a key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a key' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('checkout');
    await dialog.getByRole('checkbox', { name: 'knowledge:write' }).uncheck();
    await dialog.getByLabel('Ends').fill('2099-01-31T12:00');
    await looked(page, 'key-create');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('group', { name: 'The new key' }).waitFor();
    const key = await shownKey(page);
    expect(key).toMatch(/^sh_store_/);
    const kept = await keyNamed(storeId, 'checkout');
    expect(kept.scopes).toEqual(expect.arrayContaining(['chat', 'knowledge:read']));
    expect(kept.scopes).not.toContain('knowledge:write');
    expect(kept.expires_at).toMatch(/^2099-01-3/);
    const row = page.getByRole('listitem').filter({ hasText: 'checkout' });
    await row.getByText('knowledge:read').waitFor();
    await looked(page, 'keys-new');

    await page.getByRole('button', { name: 'Hide the key' }).click();
    expect(await page.content()).not.toContain(key);
    await page.getByRole('button', { name: 'Revoke checkout' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('button', { name: 'Show 1 ended key' }).click();
    await page.getByRole('listitem').filter({ hasText: 'checkout' }).getByText('Revoked').waitFor();
    expect(await statusWith(key)).toBe(401);
  });

  it('rotates a key so that old and new work side by side, and changes what one may do', async () => {
    const { storeId } = await aStoreWithKey(session.admin, 'Rotation shop');
    const old = await session.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'store',
      name: 'backend',
    });
    const page = await session.at(`/stores/${storeId}/keys`);
    await page.getByRole('button', { name: 'Rotate backend' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rotate backend' });
    await dialog.getByRole('combobox', { name: 'Overlap' }).selectOption('A week');
    await looked(page, 'key-rotate');
    await dialog.getByRole('button', { name: 'Rotate' }).click();
    await page.getByText('Replaced, works on').waitFor();
    const key = await shownKey(page);

    expect([await statusWith(key), await statusWith(String(old.body['key']))]).toEqual([200, 200]);
    const names = (await keysOf(storeId)).filter(({ name }) => name === 'backend');
    expect(names).toHaveLength(2);
    await page.getByRole('button', { name: 'Change backend' }).first().click();
    const change = page.getByRole('dialog', { name: 'Change backend' });
    await change.getByRole('textbox', { name: 'Name' }).fill('new backend');
    await change.getByRole('button', { name: 'Save' }).click();
    await change.waitFor({ state: 'hidden' });
    expect(await keyNamed(storeId, 'new backend')).toMatchObject({ name: 'new backend' });
  });

  it('gives a key for a web site, with the tag that puts the widget on it', async () => {
    const { storeId } = await aStoreWithKey(session.admin, 'Widget shop');
    const page = await session.at(`/stores/${storeId}/keys`);
    await page.getByRole('button', { name: 'Create a key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create a key' });
    await dialog.getByText('For a web site').click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('front');
    await dialog.getByRole('textbox', { name: 'Web sites' }).fill('https://Shop.example/start');
    await looked(page, 'key-widget');
    await dialog.getByRole('button', { name: 'Create' }).click();
    const tag = page.getByRole('group', { name: 'The script tag' });
    await tag.waitFor();

    expect((await tag.innerText()).trim()).toBe(
      `<script async src="${session.admin.origin}/widget.js" data-key="${await shownKey(page)}"></script>`,
    );
    const kept = await keyNamed(storeId, 'front');
    expect(kept.allowed_origins).toEqual(['https://shop.example']);
    await looked(page, 'keys-tag');
  });

  it('sets the limits and the budget of a store, and lets go of them', async () => {
    const { storeId } = await aStoreWithKey(session.admin, 'Limit shop');
    const path = `/api/v1/stores/${storeId}`;
    const page = await session.at(`/stores/${storeId}`);
    await page.getByRole('button', { name: 'Change limits' }).click();
    const limits = page.getByRole('dialog', { name: 'Change limits' });
    await limits.getByRole('textbox', { name: 'Pages', exact: true }).fill('750');
    await limits.getByRole('textbox', { name: 'Storage, in MB' }).fill('50');
    await looked(page, 'limits-change');
    await limits.getByRole('button', { name: 'Save' }).click();
    await page.getByText('0 of 750, usually 200,000').waitFor();
    const { body } = await session.admin.get(`${path}/limits`);
    expect(body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'pages', value: 750, default_value: 200_000 }),
        expect.objectContaining({ name: 'storage_bytes', value: 50_000_000 }),
        expect.objectContaining({ name: 'keys', value: 100 }),
      ]),
    );

    await page.getByRole('button', { name: 'Set a budget' }).click();
    const budget = page.getByRole('dialog', { name: 'Budget for models' });
    await budget.getByRole('textbox', { name: /^A day/ }).fill('2.50');
    await budget
      .getByRole('combobox', { name: 'When it is spent' })
      .selectOption('Shoppers are offered a person');
    await looked(page, 'budget-change');
    await budget.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Now its model answers\./).waitFor();
    expect((await session.admin.get(`${path}/budget`)).body).toMatchObject({
      when_spent: 'contact',
      month_amount: null,
    });
    await looked(page, 'store-limits');

    await page.getByRole('button', { name: 'Remove budget' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove budget' }).click();
    await page.getByText('None: nothing limits what its models cost.').waitFor();
    expect((await session.admin.get(`${path}/budget`)).status).toBe(404);
  });

  it('renames a store, switches it off and on, and erases it once its name was typed', async () => {
    const { storeId, client } = await aStoreWithKey(session.admin, 'Short-lived shop');
    const path = `/api/v1/stores/${storeId}`;
    const page = await session.at(`/stores/${storeId}`);
    await page.getByRole('button', { name: 'Change name and domain' }).click();
    const change = page.getByRole('dialog', { name: 'Change the store' });
    await change.getByRole('textbox', { name: 'Name' }).fill('Old shop');
    await change.getByRole('textbox', { name: 'Domain' }).fill('https://Old.example/shop');
    await change.getByRole('button', { name: 'Save' }).click();
    await heading(page, 'Old shop').waitFor();
    expect((await session.admin.get(path)).body['domain']).toBe('old.example');

    await page.getByRole('button', { name: 'Switch it off' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Switch it off' }).click();
    await page.getByRole('button', { name: 'Switch it on' }).waitFor();
    expect((await session.admin.get(path)).body['is_active']).toBe(false);
    await looked(page, 'store-off');
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await page.getByRole('button', { name: 'Switch it off' }).waitFor();
    await waitFor(async () => (await client.get('/api/v1/own-store')).status === 200);

    await page.getByRole('button', { name: 'Erase it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase this store?' });
    const erase = dialog.getByRole('button', { name: 'Erase it for good' });
    await dialog.getByRole('textbox').fill('Old');
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('Old shop');
    await looked(page, 'store-erase');
    await erase.click();
    await heading(page, 'Receipt of an erasure').waitFor();
    await page.getByRole('button', { name: 'Check the signature' }).click();
    await page.getByText('This deployment signed exactly this receipt.').waitFor();
    expect((await session.admin.get(path)).status).toBe(404);
    await looked(page, 'erasure');
    await page.getByRole('link', { name: 'All erasures' }).click();
    await page.getByRole('link', { name: new RegExp(storeId) }).waitFor();
    await settled(page);
    await looked(page, 'erasures');
  });

  it('asks of the stores in a list only for those that are in view', async () => {
    // other suites leave stores in the database
    const crowd = new Set<unknown>();
    for (let number = 1; number <= 30; number += 1) {
      const made = await session.admin.post('/api/v1/stores', { name: `Crowd ${number}` });
      crowd.add(made.body['id']);
    }
    const page = await session.open();
    const askedFor = new Set<string>();
    page.on('request', (request) => {
      const [, storeId] = /knowledge-base\/([^/]+)\/status/.exec(request.url()) ?? [];
      if (storeId && crowd.has(storeId)) askedFor.add(storeId);
    });
    await session.signIn(page);
    await page.getByRole('textbox', { name: 'Find a store' }).fill('Crowd');
    const list = page.getByRole('list', { name: 'Stores' }).getByRole('listitem');
    const rows = list.filter({ hasText: /Crowd \d/ });
    await rows.nth(24).waitFor();
    await waitFor(() => askedFor.size > 3);
    await looked(page, 'stores-many');
    expect(await rows.count()).toBe(25);
    await rows.nth(0).getByText('Empty').waitFor();
    const before = askedFor.size;
    expect(before).toBeLessThan(25);

    await rows.nth(24).scrollIntoViewIfNeeded();
    await rows.nth(24).getByText('Empty').waitFor();
    expect(askedFor.size).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(29).waitFor();
  });

  it('offers the holder of a store’s key what that key may do, and nothing else', async () => {
    const { storeId, client } = await aStoreWithKey(session.admin, 'Narrow shop');
    const { body } = await session.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'store',
      scopes: ['settings', 'usage', 'knowledge:read'],
    });
    const page = await session.at('', String(body['key']));
    await heading(page, 'Narrow shop').waitFor();
    await settled(page);

    const ways = await page.getByRole('navigation', { name: 'Console' }).getByRole('link').all();
    expect(await Promise.all(ways.map((way) => way.innerText()))).toEqual([
      'Overview',
      'Knowledge',
      'Snippets',
      'Files and feeds',
      'Releases',
      'Search',
      'Agent',
      'Usage',
      'Failed jobs',
      'Guides ↗',
    ]);
    for (const name of ['Change limits', 'Set a budget', 'Erase it', 'Read it']) {
      expect([name, await page.getByRole('button', { name }).count()]).toEqual([name, 0]);
    }
    await looked(page, 'store-narrow');
    await page.getByRole('link', { name: 'Snippets' }).click();
    await page.getByText('No snippet yet').waitFor();
    expect(await page.getByRole('button', { name: 'Add a snippet' }).count()).toBe(0);
    const keys = await session.at(`/stores/${storeId}/keys`, client.key);
    await keys.getByText('Only the operator makes, changes and ends keys.').waitFor();
    expect(await keys.getByRole('button', { name: /^(Create|Rotate|Revoke)/ }).count()).toBe(0);
  });

  it('leads to the queues where they are shown, and deals with the failed jobs of a store', async () => {
    const { storeId } = await aStoreWithKey(session.admin, 'Job shop');
    const page = await session.at(`/stores/${storeId}/jobs`);
    const way = page.getByRole('link', { name: 'Queues ↗' });
    await way.waitFor();
    expect(await way.getAttribute('href')).toBe('/admin/queues');
    await page.getByText('No job has failed').waitFor();

    const queue = session.worker.get<Queue>(getQueueToken(gapsQueue.name), { strict: false });
    // its data fits no job, so that it fails at once and for good
    const data = { storeId, data: { gapId: 'none' } };
    await queue.add('replay-gap', data, { jobId: randomUUID() });
    const row = page.getByRole('list', { name: 'Failed jobs' }).getByRole('listitem');
    await row.getByText('replay-gap').waitFor();
    await looked(page, 'jobs');

    const listed = await session.admin.get(`/api/v1/stores/${storeId}/failed-jobs`);
    const before = (listed.body['items'] as unknown as { failed_at: string }[])[0]?.failed_at;
    await page.getByRole('button', { name: 'Try again: replay-gap' }).click();
    await waitFor(async () => {
      const again = await session.admin.get(`/api/v1/stores/${storeId}/failed-jobs`);
      const [job] = again.body['items'] as unknown as { failed_at: string }[];
      return job !== undefined && job.failed_at !== before;
    });
    await page.getByRole('button', { name: 'Drop replay-gap' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).click();
    await page.getByText('No job has failed').waitFor();
    const { body } = await session.admin.get(`/api/v1/stores/${storeId}/failed-jobs`);
    expect(body['items']).toEqual([]);
  });
});
