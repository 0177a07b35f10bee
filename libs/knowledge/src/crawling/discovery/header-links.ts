const maxLength = 16_384;
const maxLinks = 200;
const followed = /^(alternate|next|prev|canonical)$/i;

/**
 * The addresses of a `Link` header (RFC 8288) that name the page in other languages, its neighbours or its own address,
 * complete. Other relations (style sheets, feeds, preloads) are no pages.
 */
export function headerLinks(header: string, pageUrl: string): string[] {
  const links: string[] = [];
  for (const [, target = '', rest = ''] of header
    .slice(0, maxLength)
    .matchAll(/<([^<>]*)>((?:;[^,<"]*(?:"[^"]*")?)*)/g)) {
    const relations = parameter(rest, 'rel')
      ?.split(/\s+/)
      .filter((name) => followed.test(name));
    const isOtherLanguage = parameter(rest, 'hreflang') !== undefined;
    const isPage = relations?.some((name) => isOtherLanguage || !/^alternate$/i.test(name));
    const url = isPage ? URL.parse(target, pageUrl) : null;
    if (url !== null && links.length < maxLinks) links.push(url.href);
  }
  return links;
}

function parameter(text: string, name: string): string | undefined {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;,"]+))`, 'i').exec(text) ?? [];
  return quoted ?? bare;
}
