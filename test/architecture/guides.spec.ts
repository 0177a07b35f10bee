import { errorPage } from '../../apps/guides/making/error-page.mjs';
import { problemSources } from '../../apps/guides/making/problem-sources.mjs';
import { renderGuides } from '../../apps/guides/making/render-guides.mjs';
import { exists, projectFiles, read, root } from './reading/project-files.js';

const folder = 'apps/guides/pages';
const pages = projectFiles(folder, /\.md$/);
const markdown = Object.fromEntries(
  pages.map((file) => [file.slice(folder.length + 1, -'.md'.length), read(file)]),
);
const api = JSON.parse(read('apps/api/openapi.json')) as { info: { description: string } };
const codes = [...api.info.description.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);

describe('the guides', () => {
  it('are there for each person, and are pages whose links lead somewhere', () => {
    const made = renderGuides(markdown);

    expect(pages.map((file) => file.slice(folder.length + 1))).toEqual(
      expect.arrayContaining(['README.md', 'operator.md', 'integrator.md', 'merchant.md']),
    );
    expect(Object.keys(made)).toHaveLength(pages.length);
    expect(made['index.html']).toContain('<a href="/guides/operator">For operators</a>');
    expect(Object.values(made).join()).not.toMatch(/href="[^"]*\.md|<script|style="/);
  });

  it.each(pages)('%s links in the repository to files that are there', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g)];
    const lost = links.map(([, to = '']) => to).filter((to) => !exists(beside(file, to)));

    expect(lost).toEqual([]);
  });

  it.each([
    ['a page', '[a](nowhere.md)', 'There is no guide "nowhere.md"'],
    ['a part', '[a](README.md#nowhere)', 'README.md: /guides#nowhere'],
    ['a part of itself', '[a](#nowhere)', 'README.md: #nowhere'],
  ])('are not made with a link to %s that is not there', (_, text, message) => {
    expect(() => renderGuides({ README: `# Guides\n\n${text}` })).toThrow(message);
  });

  it('link one way in the repository and served, and make text of what is not served', () => {
    const { 'index.html': index = '' } = renderGuides({
      README: '# Guides\n\n[one](errors.md#a_code) [two](../../api/openapi.json) `/docs` `/else`',
      errors: '# Errors\n\n### `A_CODE`',
    });

    expect(index).toContain(
      '<a href="/guides/errors#A_CODE">one</a> two <a href="/docs"><code>/docs</code></a> <code>/else</code>',
    );
  });
});

describe('the page of errors', () => {
  it('is what the code says', () => {
    // npm run openapi writes it
    expect(read(`${folder}/errors.md`)).toBe(errorPage(api, problemSources(root)));
  });

  it('has a heading for every code, with the sentence that the API says', () => {
    const parts = read(`${folder}/errors.md`).split(/^### /m).slice(1);

    expect(codes.length).toBeGreaterThan(100);
    expect(parts.map((part) => part.split('\n')[0])).toEqual(
      expect.arrayContaining(codes.map((code) => `\`${String(code)}\``)),
    );
    expect(parts).toHaveLength(codes.length);
    expect(parts.filter((part) => !/^> \S/m.test(part))).toEqual([]);
  });

  it('is outdated once a sentence is another', () => {
    const sources = problemSources(root).map(({ file, text }) => ({
      file,
      text: text.replace('There is no store', 'There was no store'),
    }));

    expect(errorPage(api, sources)).not.toBe(read(`${folder}/errors.md`));
  });
});

/** Where a link of a file leads. */
const beside = (file: string, to: string): string =>
  new URL(to, `file:///${file}`).pathname.slice(1);
