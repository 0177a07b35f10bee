import { everyEndingShop } from '../../e2e/processes/every-ending-shop.js';
import type { FixtureSite } from '../../support/fixture-site.js';

export type Edition = 1 | 2 | 3;

/** Repeats on most pages. */
const banner = '<p>Free delivery on every order over fifty pounds this week only.</p>';
const page = (title: string, text: string) =>
  `<html lang="en"><title>${title}</title><main><h1>${title}</h1>${banner}${text}</main>`;

/** Some eighty words, of which `who` and `more` are a page's own. */
const delivery = (who: string, more = '') =>
  page(
    'Delivery',
    `<p>Every parcel leaves our warehouse in the evening of the day on which it was asked for, if that was before noon.</p>
     <p>The ${who} rings twice and then leaves the parcel with whoever lives next door, or takes it along to the shop at the station.</p>
     <p>Islands and mountain villages wait a little longer, because the boat and the cable car go on some days of the week and on others rest.</p>
     <p>Write to us when nothing has come, and we will ask where it is and send another.</p>${more}`,
  );

const article = (name: string, edition: Edition, wood = 'oak') =>
  page(
    name,
    `<p>Article ${name} is made of ${wood}, as the list number ${edition} says.</p><p>Wipe ${name} dry.</p>`,
  );

/**
 * A shop whose pages end in every usual way and change between crawls: some stay (two of one text, two of nearly the same,
 * one that answers 304), some change, go, come, come back, or part from their twin. Each edition is shown the same way
 * whatever was shown before.
 */
export class ChangingShop {
  private constructor(private readonly site: FixtureSite) {}

  static async open(): Promise<ChangingShop> {
    const shop = new ChangingShop(await everyEndingShop());
    shop.show(1);
    return shop;
  }

  get host(): string {
    return this.site.host;
  }

  get origin(): string {
    return this.site.origin;
  }

  stop(): Promise<void> {
    return this.site.stop();
  }

  show(edition: Edition): void {
    const paths = ['/moved', '/gone', '/empty', '/care', '/delivery', '/help/print'];
    paths.push(...[1, 2, 3, 4, 5, 10, 11].map((n) => `/p${n}`));
    if (edition > 1) paths.push('/new');
    const links = paths.map((path) => `<a href="${path}">${path}</a>`).join(' ');
    const twin = article('/p10', edition === 3 ? 3 : 1);
    this.site
      .page('/', page('Home', links))
      .page('/p2', article('/p2', 1))
      .page('/p3', article('/p3', edition))
      .page('/p4', edition === 1 ? article('/p4', 1) : { status: 404 })
      .page('/p5', edition === 2 ? `<meta name="robots" content="noindex">` : article('/p5', 1))
      .page('/p10', `<link rel="canonical" href="/p10">${twin}`)
      .page('/p11', `<link rel="canonical" href="/p10">${twin}`)
      .page('/new', edition === 1 ? { status: 404 } : article('/new', 2))
      .page('/delivery', delivery('driver'))
      .page('/help/print', delivery('courier', edition === 3 ? '<p>It costs $4.</p>' : ''));
    this.showCare(edition === 3 ? '2' : '1');
  }

  /** One page alone, for its refresh. */
  changeOne(): string {
    this.site.page('/p2', article('/p2', 1, 'beech'));
    return `${this.origin}/p2`;
  }

  /** Says "not modified" to who holds its present version. */
  private showCare(version: string): void {
    const etag = `"${version}"`;
    this.site.on('/care', (request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
      else {
        response.writeHead(200, { 'content-type': 'text/html', etag });
        response.end(page('Care', `<p>Wash all of it by hand, as guide ${version} says.</p>`));
      }
    });
  }
}
