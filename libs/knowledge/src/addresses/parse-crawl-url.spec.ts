import { AddressPolicy } from './address-policy.js';
import { parseCrawlUrl } from './parse-crawl-url.js';

const closed = new AddressPolicy();
const open = new AddressPolicy(['127.0.0.1:8099', 'localhost:8099', '[::1]:8099', '10.0.0.5:443']);

describe('parseCrawlUrl', () => {
  it.each([
    'https://shop.example.com/',
    'http://example.org/a/b.html?c=d',
    'https://xn--mnchen-3ya.de/',
    'https://münchen.de/',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    'http://example.org:80/',
    'http://example.org:443/',
    '  https://example.org/  ',
    'HTTPS://EXAMPLE.ORG',
  ])('accepts the ordinary address %p', (input) => {
    expect(parseCrawlUrl(input, closed)).toBeInstanceOf(URL);
  });

  it.each([
    ['not a url', 'complete URL'],
    ['', 'complete URL'],
    ['//example.org/', 'complete URL'],
    ['ftp://example.org/', 'http or https'],
    ['file:///etc/passwd', 'http or https'],
    ['javascript:alert(1)', 'http or https'],
    ['data:text/html,hi', 'http or https'],
    ['https://user@example.org/', 'user name or password'],
    ['https://user:secret@example.org/', 'user name or password'],
    ['https://example.org:8443/', 'port 8443'],
    ['http://example.org:22/', 'port 22'],
    ['http://127.0.0.1/', 'private or reserved'],
    ['http://2130706433/', 'private or reserved'],
    ['http://0x7f.1/', 'private or reserved'],
    ['http://0177.0.0.1/', 'private or reserved'],
    ['http://127.1/', 'private or reserved'],
    ['http://１２７.０.０.１/', 'private or reserved'],
    ['http://127。0。0。1/', 'private or reserved'],
    ['http://%31%32%37.0.0.1/', 'private or reserved'],
    ['http://0/', 'private or reserved'],
    ['http://127.0.0.1./', 'private or reserved'],
    ['http://169.254.169.254/latest/meta-data/', 'private or reserved'],
    ['http://[::1]/', 'private or reserved'],
    ['http://[::ffff:8.8.8.8]/', 'private or reserved'],
    ['http://[64:ff9b::808:808]/', 'private or reserved'],
    ['http://localhost/', 'not on the public internet'],
    ['http://localhost:3000/', 'CRAWL_ALLOWED_PRIVATE_HOSTS does not name it'],
    ['http://127.0.0.1:9101/', 'CRAWL_ALLOWED_PRIVATE_HOSTS does not name it'],
    ['http://LOCALHOST/', 'not on the public internet'],
    ['http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'not on the public internet'],
    ['http://localhost./', 'not on the public internet'],
    ['http://shop.localhost/', 'not on the public internet'],
    ['http://printer.local/', 'not on the public internet'],
    ['http://metadata.google.internal/', 'not on the public internet'],
    ['http://router.home.arpa/', 'not on the public internet'],
    ['http://intranet/', 'not on the public internet'],
    ['http://example.org./', 'not on the public internet'],
    ['http://a.test/', 'not on the public internet'],
    ['http://a.invalid/', 'not on the public internet'],
    ['http://x.onion/', 'not on the public internet'],
    [`https://example.org/${'a'.repeat(2_001)}`, 'longer than'],
  ])('refuses %p and says that it %s', (input, reason) => {
    expect(() => parseCrawlUrl(input, closed)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'KNOWLEDGE_URL_REFUSED',
        message: expect.stringContaining(reason) as string,
      }),
    );
  });

  it('never repeats credentials in its message', () => {
    const refused = () => parseCrawlUrl('https://admin:hunter2@example.org/', closed);

    expect(refused).toThrow('https://example.org/');
    expect(refused).not.toThrow('hunter2');
  });

  it.each([
    'http://127.0.0.1:8099/',
    'http://localhost:8099/x',
    'http://[::1]:8099/',
    'https://10.0.0.5/',
  ])('accepts the private place %p once its host and port are allowed', (input) => {
    expect(parseCrawlUrl(input, open)).toBeInstanceOf(URL);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.0.0.1:8098/',
    'http://127.0.0.2:8099/',
    'http://10.0.0.5/',
  ])('still refuses %p, whose host and port are not the allowed ones', (input) => {
    expect(() => parseCrawlUrl(input, open)).toThrow('cannot be crawled');
  });
});
