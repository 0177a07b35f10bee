import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What the deployed product answers itself, so that a guide may name it and the reader may go there. */
const ofTheProduct = /<code>(\/(?:docs|console|openapi\.json|guides))<\/code>/g;
/** A heading that is nothing but a code of ours keeps it as its anchor, letter by letter. */
const isCode = /^<code>([A-Z][A-Z_]+)<\/code>$/;

/**
 * One guide from its Markdown: its title, its parts (for the list beside it) and its body as HTML. `address` says where a
 * link to another file leads once it is served, null where it leads nowhere then; its words stay.
 */
export function renderPage(markdown, address) {
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const headings = [];
  const body = html
    .replaceAll(/<h([1-4])>([^]*?)<\/h\1>/g, (_all, level, inner) => {
      const id = idOf(inner, headings);
      headings.push({ level: Number(level), id, inner });
      return `<h${level} id="${id}">${inner}</h${level}>`;
    })
    .replaceAll(/<a href="([^"]*)">([^]*?)<\/a>/g, (_all, href, inner) =>
      link(href, inner, address),
    )
    .replaceAll(ofTheProduct, '<a href="$1"><code>$1</code></a>')
    // what is wider than the page scrolls by itself, with the keyboard as well
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
  return { title: plain(headings[0]?.inner ?? ''), headings, body };
}

function link(href, inner, address) {
  if (/^(https?:|#)/.test(href)) return `<a href="${href}">${inner}</a>`;
  const to = address(href);
  return to === null ? inner : `<a href="${to}">${inner}</a>`;
}

/** As GitHub makes them, so that one link works in both places. */
function idOf(inner, headings) {
  const [, code] = isCode.exec(inner) ?? [];
  if (code) return code;
  const slug = plain(inner)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
  const same = headings.filter(({ id }) => id === slug || id.startsWith(`${slug}-`)).length;
  return same === 0 ? slug : `${slug}-${same}`;
}

export const plain = (html) =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
