import { frame } from './frame.mjs';
import { renderPage } from './render-page.mjs';

/** The order of the list beside each guide; a page that is new and not named comes after these. */
const order = [
  'README',
  'operator',
  'integrator',
  'merchant',
  'deploying',
  'security',
  'upgrade',
  'backup',
  'architecture',
  'errors',
];

/**
 * All guides as HTML by the name of their file, from their Markdown by theirs. A link to a page or a part that is not
 * there is an error, so that none is served.
 */
export function renderGuides(markdown) {
  const names = Object.keys(markdown).sort((one, other) => place(one) - place(other));
  const pages = new Map(
    names.map((name) => [name, renderPage(markdown[name], (href) => addressOf(href, names))]),
  );
  const broken = [...pages].flatMap(([name, { body }]) => brokenLinks(name, body, pages));
  if (broken.length > 0) throw new Error(`Links of guides lead nowhere:\n${broken.join('\n')}`);
  const entries = names.map((name) => ({ name, path: pathOf(name), title: pages.get(name).title }));
  return Object.fromEntries(
    names.map((name) => [fileOf(name), frame(name, withAnchors(pages.get(name), pages), entries)]),
  );
}

const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
const pathOf = (name) => (name === 'README' ? '/guides' : `/guides/${name}`);
const fileOf = (name) => (name === 'README' ? 'index.html' : `${name}.html`);

/** Where a link of a guide leads when it is served: to another guide, or nowhere, as what is in the repository alone. */
function addressOf(href, names) {
  const [, name, part = ''] = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  if (name && !names.includes(name)) throw new Error(`There is no guide "${name}.md".`);
  return name ? `${pathOf(name)}${part}` : null;
}

/** GitHub writes every anchor in small letters; ours may have large ones. */
const withAnchors = (page, pages) => ({
  ...page,
  body: page.body.replaceAll(/href="(\/guides[^"#]*|)#([^"]+)"/g, (_all, path, part) => {
    const { headings } = target(path, page, pages);
    return `href="${path}#${headings.find(({ id }) => isSame(id, part))?.id ?? part}"`;
  }),
});

function brokenLinks(name, body, pages) {
  const links = body.matchAll(/href="(\/guides[^"#]*|)#([^"]+)"/g);
  return [...links]
    .filter(([, path, part]) => {
      const to = target(path, pages.get(name), pages);
      return !to?.headings.some(({ id }) => isSame(id, part));
    })
    .map(([, path, part]) => `${name}.md: ${path}#${part}`);
}

const target = (path, page, pages) =>
  path === '' ? page : pages.get(path.replace(/^\/guides\/?/, '') || 'README');
const isSame = (id, part) => id.toLowerCase() === part.toLowerCase();
