import { inBrowser, shoot } from '../support/browser/browser.js';
import { waitFor } from '../support/wait-for.js';
import { embed, WidgetPage } from './widget-page.js';
import { SAID, startWidgetShop, WASH, type WidgetShop } from './widget-shop.js';

let shop: WidgetShop;
let widget: WidgetPage;

const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

inBrowser('a shopper at the widget', () => {
  beforeAll(async () => {
    shop = await startWidgetShop();
  });
  beforeEach(async () => {
    shop.stub.forget().always({ text: SAID });
    widget = await WidgetPage.open(shop.browser, shop.url);
    await widget.launcher.click();
  });
  afterEach(() => widget?.close());
  afterAll(() => shop?.stop());

  it('asks what is suggested, and opens the cited page at its words', async () => {
    await shoot(widget.page, 'open');
    await widget.dialog.getByRole('button', { name: WASH }).click();
    await widget.dialog.locator('.feedback').waitFor();
    await shoot(widget.page, 'answered');

    const answer = widget.answers.first();
    expect(await answer.locator('.text').innerText()).toContain('pillow at 40 °C on a gentle');
    expect(await answer.locator('.text strong').innerText()).toBe('40 °C');
    expect(await answer.locator('a.mark').getAttribute('aria-label')).toMatch(/^Source 1: Care/);
    expect(await widget.dialog.locator('.suggestions').count()).toBe(0);
    await answer.locator('.sources a').click();
    await widget.page.waitForURL(`${shop.site.origin}/care*`);
    expect(widget.errors).toEqual([]);
  });

  it('sees the answer grow, and hears it in whole sentences', async () => {
    const text = `${SAID} The feathercloud pillow ships within 3 working days [2].`;
    shop.stub.always({ text, tokenDelayMs: 60 });

    const answer = await widget.ask(WASH);
    await answer.locator('.stage, strong').first().waitFor();
    await answer.locator('strong').waitFor();
    const early = await answer.locator('.feedback').count();
    await answer.locator('.feedback').waitFor();

    expect(early).toBe(0);
    const told = widget.page.locator('[data-storehand] [aria-live=polite] p');
    await waitFor(async () => (await told.count()) > 0);
    const sentences = await told.allInnerTexts();
    expect(sentences.join(' ')).toContain('dry it flat');
    expect(sentences.every((one) => !/\[\d\]|\*/.test(one) && /[.!?]$/.test(one))).toBe(true);
  });

  it('reads on after a reload in the middle of the answer', async () => {
    shop.stub.always({ text: SAID, tokenDelayMs: 150 });
    await widget.ask(WASH);
    await waitFor(() =>
      widget.page.evaluate<boolean>(`/messageId/.test(JSON.stringify(sessionStorage))`),
    );

    await widget.page.reload();
    await widget.dialog.locator('.feedback').waitFor();

    expect(await widget.dialog.locator('.message.you .text').allInnerTexts()).toEqual([WASH]);
    expect(await widget.answers.allInnerTexts()).toEqual([expect.stringContaining('40 °C')]);
  });

  it('finds the conversation again on the next page, closed as it was left', async () => {
    await widget.answerTo(WASH);
    await widget.page.keyboard.press('Escape');
    await widget.page.goto(shop.url);
    await widget.launcher.click();

    await widget.dialog.locator('.feedback').waitFor();

    expect(await widget.answers.count()).toBe(1);
    await widget.dialog.getByRole('button', { name: 'New conversation' }).click();
    expect(await widget.answers.count()).toBe(0);
  });

  it('is told of being offline, and answered once back', async () => {
    await widget.page.context().setOffline(true);
    await widget.status.getByText('You are offline').waitFor();
    const answer = await widget.ask(WASH);
    await shoot(widget.page, 'offline');

    await widget.page.context().setOffline(false);

    await answer.locator('.feedback').waitFor();
    expect(await widget.status.innerText()).toBe('');
  });

  it('rates an answer, and says what is wrong with it', async () => {
    const answer = await widget.answerTo(WASH);

    await answer.getByRole('button', { name: 'Not helpful' }).click();
    await answer.getByRole('button', { name: 'Out of date' }).click();
    await answer.getByText('Thank you').waitFor();

    const { body } = await shop.client.get('/api/v1/conversations?limit=1');
    const [{ id }] = body['items'] as unknown as [{ id: string }];
    const { text } = await shop.client.get(`/api/v1/conversations/${id}/messages`);
    expect(text).toContain('"rating":"down","reason":"outdated"');
  });

  it('gets a person, whose words appear by themselves and are marked as new', async () => {
    shop.stub.always({ text: 'NO_ANSWER' });
    const answer = await widget.answerTo('Do you repair bicycles?');
    await answer.getByRole('button', { name: 'Talk to a person' }).click();
    await widget.dialog.getByLabel('E-mail or phone').fill('ana@example.com');
    await shoot(widget.page, 'contact');
    await widget.dialog.getByRole('button', { name: 'Send to our team' }).click();
    await widget.status.getByText('Our team knows').waitFor();

    const { body } = await shop.client.get('/api/v1/conversations?state=waiting_for_human');
    const [{ id, handoff }] = body['items'] as unknown as [{ id: string; handoff: object }];
    expect(handoff).toMatchObject({ contact: 'ana@example.com' });
    await shop.client.post(`/api/v1/conversations/${id}/take-over`);
    await widget.status.getByText('A person of our team is here').waitFor();
    await widget.page.keyboard.press('Escape');
    await shop.client.post(`/api/v1/conversations/${id}/replies`, { content: 'Hello, Ana here.' });

    await widget.page.getByRole('button', { name: 'Open chat. New message' }).click();
    expect(await widget.dialog.locator('.message.team .text').innerText()).toBe('Hello, Ana here.');
    await widget.ask('Thank you');
    await shop.client.post(`/api/v1/conversations/${id}/close`);
    await widget.status.getByText('This conversation has ended').waitFor();
    await shoot(widget.page, 'person');
    expect(await widget.input.isDisabled()).toBe(true);
  });

  it('stops an answer', async () => {
    shop.stub.always({ text: SAID.repeat(20), tokenDelayMs: 200 });
    await widget.ask(WASH);
    await waitFor(() =>
      widget.page.evaluate<boolean>(`/messageId/.test(JSON.stringify(sessionStorage))`),
    );

    await widget.dialog.getByRole('button', { name: 'Stop' }).click();

    await widget.status.getByText('Stopped').waitFor();
    expect(await widget.dialog.getByRole('button', { name: 'Send' }).isVisible()).toBe(true);
  });

  it('waits where there were too many questions, and goes on by itself', async () => {
    let refused = 0;
    await widget.page.route('**/messages', async (route) => {
      if (refused++ > 0 || route.request().method() !== 'POST') return route.continue();
      const headers = {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Retry-After',
        'retry-after': '2',
      };
      return route.fulfill({ status: 429, headers, json: { code: 'RATE_LIMITED' } });
    });

    await widget.ask(WASH);
    await widget.status.getByText('Please wait').first().waitFor();
    await shoot(widget.page, 'waiting');

    await widget.dialog.locator('.feedback').waitFor();
    expect(await widget.dialog.locator('.message.you').count()).toBe(1);
  });

  it('tries again what failed', async () => {
    shop.stub.always({ status: 400 });
    await widget.ask(WASH);
    const again = widget.status.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await shoot(widget.page, 'failed');
    shop.stub.always({ text: SAID });

    await again.click();

    await widget.dialog.locator('.feedback').waitFor();
    expect(await widget.answers.count()).toBe(1);
  });

  it('is answered though a stage of it is newer than the script', async () => {
    const stages = ['searching', 'pondering'].map((stage) => event('status', { stage }));
    let asked = 0;
    await widget.page.route('**/messages', async (route) => {
      if (asked++ > 0) return route.continue();
      const headers = { 'access-control-allow-origin': '*', 'content-type': 'text/event-stream' };
      return route.fulfill({ headers, body: stages.join('') });
    });

    const answer = await widget.ask(WASH);
    await answer.locator('.feedback').waitFor();

    expect(await answer.locator('.text').innerText()).toContain('pillow at 40 °C');
    expect([asked, widget.errors]).toEqual([2, []]);
  });

  it('goes on in a new conversation where theirs is gone, once', async () => {
    const begun: string[] = [];
    widget.page.on('request', (request) => {
      if (/POST .*\/conversations$/.test(`${request.method()} ${request.url()}`))
        begun.push(request.url());
    });
    await widget.answerTo(WASH);
    const { body } = await shop.client.get('/api/v1/conversations?limit=1');
    const [{ id }] = body['items'] as unknown as [{ id: string }];
    await shop.client.call('DELETE', `/api/v1/conversations/${id}`);

    await widget.answerTo(WASH);
    expect(begun).toHaveLength(2);
    expect(await widget.answers.count()).toBe(2);

    await widget.page.route('**/messages', (route) => {
      const headers = { 'access-control-allow-origin': '*' };
      const json = { code: 'AGENT_CONVERSATION_NOT_FOUND' };
      return route.fulfill({ status: 404, headers, json });
    });
    await widget.ask(WASH);
    await widget.status.getByRole('button', { name: 'Try again' }).waitFor();
    expect(begun).toHaveLength(3);
  });

  it('leaves nothing behind where the site has no consent', async () => {
    const { api, site, key } = shop;
    embed(site, '/denied', { api: api.admin.origin, key, attributes: 'data-consent="denied"' });
    const denied = await WidgetPage.open(shop.browser, `${site.origin}/denied`);
    await denied.launcher.click();

    await denied.answerTo(WASH);

    expect(await denied.page.evaluate('sessionStorage.length + localStorage.length')).toBe(0);
    expect(await denied.page.context().cookies()).toEqual([]);
    expect(await denied.dialog.locator('.sources a').getAttribute('target')).toBe('_blank');
    await denied.close();
  });
});
