import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startStaticSite, type StaticSite } from './static-site.js';

describe('startStaticSite', () => {
  let folder: string;
  let site: StaticSite;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'static-site-'));
    await mkdir(path.join(folder, 'site', 'pages'), { recursive: true });
    await writeFile(path.join(folder, 'secret.txt'), 'outside');
    await writeFile(path.join(folder, 'site', 'index.html'), '<p>home</p>');
    await writeFile(path.join(folder, 'site', 'pages', 'all﹖page=2.html'), '<p>second</p>');
    await writeFile(path.join(folder, 'site', 'feed.xml'), '<a/>');
    site = await startStaticSite(path.join(folder, 'site'));
  });

  afterAll(async () => {
    await site.stop();
    await rm(folder, { recursive: true });
  });

  const get = (target: string) => fetch(`${site.origin}${target}`);

  it('answers a folder with its index.html', async () => {
    const response = await get('/');

    expect(await response.text()).toBe('<p>home</p>');
    expect(response.headers.get('content-type')).toBe('text/html');
  });

  it('finds files whose names need percent-encoding and ignores the query', async () => {
    const response = await get('/pages/all%EF%B9%96page=2.html?utm_source=x');

    expect(await response.text()).toBe('<p>second</p>');
  });

  it('names the content type by the file name', async () => {
    expect((await get('/feed.xml')).headers.get('content-type')).toBe('application/xml');
  });

  it.each(['/none.html', '/pages', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%00', '/%zz'])(
    'answers %s with 404',
    async (target) => {
      const response = await get(target);

      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('outside');
    },
  );

  it('refuses a folder that does not exist', async () => {
    await expect(startStaticSite(path.join(folder, 'none'))).rejects.toThrow('is not a folder');
  });
});
