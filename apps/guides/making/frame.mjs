/** What stands around each guide: its head, the list of guides, and of the open one its parts. */
export const frame = (name, { title, headings, body }, entries) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title === 'Guides' ? '' : `${escaped(title)} – `}Storehand guides</title>
    <link rel="stylesheet" href="/guides/guides.css" />
    <link rel="icon" href="data:," />
  </head>
  <body>
    <a class="skip" href="#content">Skip to the guide</a>
    <header><a href="/guides">Storehand <span>guides</span></a></header>
    <div class="columns">
      <nav aria-label="Guides">
        <ul>
${entries.map((entry) => entryOf(entry, name, headings)).join('\n')}
        </ul>
        <ul class="elsewhere">
          <li><a href="/docs">API reference</a></li>
          <li><a href="/console">Console</a></li>
        </ul>
      </nav>
      <main id="content">
${body}
      </main>
    </div>
  </body>
</html>
`;

function entryOf(entry, current, headings) {
  const { name, path, title } = entry;
  const isCurrent = name === current;
  const mark = isCurrent ? ' aria-current="page"' : '';
  const parts = isCurrent ? headings.filter(({ level }) => level === 2) : [];
  const list = parts.map(({ id, inner }) => `<li><a href="#${id}">${inner}</a></li>`).join('');
  return `<li><a href="${path}"${mark}>${escaped(title)}</a>${list ? `<ul>${list}</ul>` : ''}</li>`;
}

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
