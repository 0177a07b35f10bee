import type { Page } from 'playwright-core';

import { inBrowser, shoot } from '../support/browser/browser.js';
import { findViolations } from '../support/browser/find-violations.js';
import { waitFor } from '../support/wait-for.js';
import { formOf } from './api-client.js';
import { ConsoleSession, goTo, heading, looked, settled, slow } from './console-session.js';
import { aStoreWithKey } from './running-api.js';

let session: ConsoleSession;

interface Listed {
  items: Record<string, unknown>[];
}

const listed = async (path: string): Promise<Listed['items']> =>
  (await session.admin.get(path)).body['items'] as unknown as Listed['items'];

const rowOf = (page: Page, list: string, text: string) =>
  page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });

const feed = 'id,title,price,link\n1,Quiet pillow,39.90 EUR,https://shop.example/quiet\n';

inBrowser('the console, for the merchant', () => {
  beforeAll(async () => {
    session = await ConsoleSession.start();
    session.shop.page('/feed.csv', { headers: { 'content-type': 'text/csv' }, body: feed });
  }, 300_000);
  afterAll(() => session.stop());
  afterEach(() => session.closePages());

  it('takes files, says what became of each and why, and removes one', async () => {
    const { storeId, client } = await aStoreWithKey(session.admin, 'File shop');
    const page = await session.at(`/stores/${storeId}/files`, client.key);
    await page.getByText('No file yet').waitFor();
    const text = 'The zip of the cover can be replaced within five years.';
    await page.getByLabel('Files to upload').setInputFiles([
      { name: 'zip.txt', mimeType: 'text/plain', buffer: Buffer.from(text) },
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no pdf at all') },
      { name: 'photo.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ]);
    await rowOf(page, 'Files', 'zip.txt').getByText('Indexed').waitFor(slow);
    await page.getByText('Waits to be read').first().waitFor({ state: 'detached' });
    await looked(page, 'files');

    const files = await listed(`/api/v1/knowledge-base/${storeId}/files`);
    expect(files.find(({ name }) => name === 'zip.txt')).toMatchObject({ outcome: 'indexed' });
    const broken = files.find(({ name }) => name === 'broken.pdf');
    const refused = page.getByRole('list', { name: 'Refused' });
    if (broken)
      await rowOf(page, 'Files', 'broken.pdf').getByText(String(broken['detail'])).waitFor();
    else await refused.getByText('broken.pdf was refused').waitFor();

    await page.getByRole('button', { name: 'Remove zip.txt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await rowOf(page, 'Files', 'zip.txt').waitFor({ state: 'detached' });
    const left = await listed(`/api/v1/knowledge-base/${storeId}/files`);
    expect(left.map(({ name }) => name)).not.toContain('zip.txt');
  });

  it('adds, changes and removes a snippet with the keyboard alone', async () => {
    const { storeId, client } = await aStoreWithKey(session.admin, 'Snippet shop');
    const path = `/api/v1/knowledge-base/${storeId}/snippets`;
    const page = await session.at(`/stores/${storeId}/snippets`, client.key);
    await page.getByText('No snippet yet').waitFor();
    await page.getByRole('button', { name: 'Add a snippet' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a snippet' });
    await dialog.getByRole('textbox', { name: 'Question' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Do you ship abroad?');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Yes, worldwide.');
    await looked(page, 'snippet-add');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await rowOf(page, 'Snippets', 'Do you ship abroad?').waitFor();
    await page.getByRole('button', { name: 'Add a snippet' }).and(page.locator(':focus')).waitFor();
    expect(await listed(path)).toMatchObject([{ answer: 'Yes, worldwide.', url: null }]);

    await page.getByRole('button', { name: 'Change Do you ship abroad?' }).focus();
    await page.keyboard.press('Enter');
    const change = page.getByRole('dialog', { name: 'Change the snippet' });
    await change.getByRole('textbox', { name: 'Answer' }).fill('Yes, to all of Europe.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await rowOf(page, 'Snippets', 'Yes, to all of Europe.').waitFor();
    expect(await listed(path)).toMatchObject([{ answer: 'Yes, to all of Europe.' }]);
    await page.getByRole('status', { name: 'Last ingest' }).getByText('Live').waitFor(slow);
    await looked(page, 'snippets');

    await page.getByRole('button', { name: 'Remove Do you ship abroad?' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No snippet yet').waitFor();
    expect(await listed(path)).toEqual([]);
  });

  it('reads a product feed by its address or as a file, and looks after the sources', async () => {
    const { storeId, client } = await session.aReadStore('Feed shop');
    const path = `/api/v1/knowledge-base/${storeId}/sources`;
    const page = await session.at(`/stores/${storeId}/files`, client.key);
    const address = `${session.shop.origin}/feed.csv`;
    await page.getByRole('textbox', { name: 'Address of the feed' }).fill(address);
    await page.getByRole('combobox', { name: 'Read by itself' }).selectOption('Every week');
    await page.getByRole('button', { name: 'Read it' }).click();
    await waitFor(async () =>
      (await listed(path)).some(({ url, page_count }) => url === address && page_count === 1),
    );
    await page
      .getByLabel('Feed to upload')
      .setInputFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(feed) });
    await waitFor(async () => (await listed(path)).length === 3);

    await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
    await rowOf(page, 'Sources', address)
      .getByText(/every 168 hours/)
      .waitFor(slow);
    await page.getByRole('button', { name: `Change ${address}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the source' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('All pillows');
    await dialog.getByRole('combobox', { name: 'Read by itself' }).selectOption('Every day');
    await looked(page, 'source-change');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await rowOf(page, 'Sources', 'All pillows')
      .getByText(/every 24 hours/)
      .waitFor();
    expect(await listed(path)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'All pillows', schedule: { every_hours: 24 } }),
      ]),
    );
    await page.getByRole('button', { name: 'Read now: All pillows' }).click();
    await looked(page, 'sources');
    await page.getByRole('button', { name: 'Remove All pillows' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await rowOf(page, 'Sources', 'All pillows').waitFor({ state: 'detached' });
    expect((await listed(path)).map(({ name }) => name)).not.toContain('All pillows');
  });

  it('indexes all again, and clears it, once that was asked', async () => {
    const { storeId, client } = await session.aReadStore('Clear shop');
    const status = `/api/v1/knowledge-base/${storeId}/status`;
    const page = await session.at(`/stores/${storeId}/knowledge`, client.key);
    await page.getByRole('button', { name: 'Index again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Index again' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await waitFor(async () => (await session.admin.get(status)).body['live_release'] === 2, {
      timeoutMs: 60_000,
    });

    await page.getByRole('button', { name: 'Clear' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear all this store knows?' });
    await dialog.getByRole('button', { name: 'Leave it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await session.admin.get(status)).body['page_count']).toBe(3);
    await page.getByRole('button', { name: 'Clear' }).click();
    await dialog.waitFor();
    await looked(page, 'knowledge-clear');
    await dialog.getByRole('button', { name: 'Clear' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await session.admin.get(status)).body).toMatchObject({
      page_count: 0,
      live_release: null,
    });
  });

  it('lets a person take a conversation over, reply, give it back and close it', async () => {
    const { storeId, client } = await session.aReadStore('Person shop');
    const { body } = await client.post('/api/v1/conversations', { shopper_id: 'Ben' });
    const talk = `/api/v1/conversations/${String(body['id'])}`;
    await client.post(`${talk}/handoff`, {
      contact: 'ben@shop.example',
      note: 'My parcel is open',
    });
    const page = await session.at(`/stores/${storeId}/conversations`, client.key);
    await page.getByText('One conversation waits for a person').waitFor();
    await looked(page, 'conversations-waiting');
    await page.getByRole('button', { name: 'Show who waits' }).click();
    await page.getByRole('link', { name: /Ben.*My parcel is open/s }).click();
    await page.getByText('To be reached at: ben@shop.example').waitFor();
    await looked(page, 'conversation-waiting');

    await page.getByRole('button', { name: 'Take it over' }).click();
    await page.getByRole('textbox', { name: 'Reply as a person' }).fill('A new one is on its way.');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    const messages = page.getByRole('list', { name: 'Messages' });
    await messages.getByText('A new one is on its way.').waitFor();
    await client.post(`${talk}/messages`, { content: 'Thank you, Ana' });
    await messages.getByText('Thank you, Ana').waitFor();
    await looked(page, 'conversation-person');
    const said = (await client.get(`${talk}/messages`)).body['items'];
    expect(said).toMatchObject([
      { role: 'human', content: 'A new one is on its way.' },
      { role: 'user', content: 'Thank you, Ana' },
      { role: 'assistant', content: '' },
    ]);

    await page.getByRole('button', { name: 'Give it back to the agent' }).click();
    await page.getByRole('textbox', { name: 'Question' }).waitFor();
    expect((await client.get(talk)).body['state']).toBe('agent');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Closed: it takes no further message.').waitFor();
    expect((await client.get(talk)).body['state']).toBe('closed');
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await heading(page, 'Conversations').waitFor();
    expect((await client.get(talk)).status).toBe(404);
  });

  it('tries settings of the agent before they are saved, saves them, and restores older ones', async () => {
    const { storeId, client } = await session.aReadStore('Agent shop');
    const path = `/api/v1/stores/${storeId}/agent-settings`;
    await client.call('PUT', path, { body: { tone: 'Dry', greeting: 'Hello there' } });
    const page = await session.at(`/stores/${storeId}/agent`, client.key);
    await page.getByRole('textbox', { name: 'Tone' }).fill('Warm and brief');
    await page.getByRole('button', { name: 'Never say …' }).click();
    await page.getByRole('textbox', { name: 'Rule', exact: true }).fill('No washing');
    await page.getByRole('textbox', { name: 'Never says, each on a line' }).fill('gentle cycle');
    await page.getByRole('textbox', { name: 'Colour', exact: true }).fill('#1f6f5c');
    await page
      .getByRole('textbox', { name: 'Suggested questions, each on a line' })
      .fill('How do I wash it?\nHow long is shipping?');
    await page
      .getByRole('textbox', { name: 'Question', exact: true })
      .fill('When does the pillow ship?');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('list', { name: 'Citations' }).waitFor(slow);
    expect((await client.get(path)).body).toMatchObject({ version: 1, tone: 'Dry' });
    await looked(page, 'agent-tried');

    await page.getByRole('textbox', { name: 'Why it is changed' }).fill('Spring');
    await page.getByRole('button', { name: 'Save as version 2' }).click();
    await rowOf(page, 'Versions', 'Version 2').getByText('In force').waitFor();
    expect((await client.get(path)).body).toMatchObject({
      version: 2,
      tone: 'Warm and brief',
      greeting: 'Hello there',
      rules: [{ kind: 'never_say', name: 'No washing', phrases: ['gentle cycle'] }],
      widget: {
        color: '#1f6f5c',
        texts: [{ language: null, suggestions: ['How do I wash it?', 'How long is shipping?'] }],
      },
    });
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await rowOf(page, 'Versions', 'Version 3').getByText('In force').waitFor();
    expect((await client.get(path)).body).toMatchObject({ version: 3, tone: 'Dry', rules: [] });
    expect(await page.getByRole('textbox', { name: 'Tone' }).inputValue()).toBe('Dry');
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('can be used by everybody on each new page, %s, %d wide', async (colours, width) => {
    const { storeId, client } = await session.aReadStore(`Whole shop ${colours} ${width}`);
    const knowledge = `/api/v1/knowledge-base/${storeId}`;
    await client.post(`${knowledge}/snippets`, {
      question: 'Is the filling vegan?',
      answer: 'No. It holds feathers of geese, and we tell where they come from.',
    });
    await client.post(`${knowledge}/files`, undefined, {
      body: formOf({ name: 'care-guide.txt', text: 'The cover has a zip that can be replaced.' }),
    });
    const { body } = await client.post('/api/v1/conversations', { shopper_id: 'Ben' });
    const talk = `/api/v1/conversations/${String(body['id'])}`;
    await client.post(`${talk}/messages`, { content: 'Can I talk to a person?' });
    await client.post(`${talk}/take-over`);
    await client.post(`${talk}/replies`, { content: 'Hello, this is Ana. How can I help?' });
    const page = await session.at('', undefined, {
      colorScheme: colours,
      viewport: { width, height: 800 },
    });
    const pages: [string, RegExp][] = [
      [`/stores/${storeId}`, /^Whole shop/],
      [`/stores/${storeId}/knowledge`, /^Knowledge/],
      [`/stores/${storeId}/snippets`, /^Snippets/],
      [`/stores/${storeId}/files`, /^Files and feeds/],
      [`/stores/${storeId}/conversations/${String(body['id'])}`, /^Conversation$/],
      [`/stores/${storeId}/agent`, /^Agent/],
      [`/stores/${storeId}/keys`, /^Keys/],
      [`/stores/${storeId}/jobs`, /^Failed jobs/],
      ['/erasures', /^Erasures/],
    ];
    for (const [path, name] of pages) {
      await goTo(page, path);
      await heading(page, name).waitFor();
      await settled(page);
      expect([path, await findViolations(page)]).toEqual([path, []]);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect([path, wide]).toEqual([path, width]);
      const [, part = 'overview'] = /^\/stores\/[^/]+\/([a-z]+)/.exec(path) ?? [];
      const shown = path === '/erasures' ? 'erasures' : part;
      await page.setViewportSize({ width, height: 1_500 });
      await shoot(page, `${colours}-${width}-${shown}`);
      await page.setViewportSize({ width, height: 800 });
    }
  });
});
