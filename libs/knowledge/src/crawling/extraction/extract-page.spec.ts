import { type ExtractedPage, extractPage } from './extract-page.js';
import { hashBlock, splitBlocks } from './split-blocks.js';

const extract = (
  html: string,
  more: Partial<Parameters<typeof extractPage>[0]> = {},
): ExtractedPage =>
  extractPage({
    url: 'https://shop.example.org/pages/one.html',
    body: Buffer.from(html),
    contentType: 'text/html; charset=utf-8',
    robotsTag: '',
    ...more,
  });
const markdownOf = (body: string): string => extract(`<body>${body}</body>`).markdown;

describe('extractPage', () => {
  it('writes headings, paragraphs, lists and code', () => {
    const markdown = markdownOf(`
      <h1>Care &amp; <em>wash</em></h1><p>Use <b>cool</b>
      water.<br>Dry flat.</p><ul><li>One</li><li>Two<ol start="3"><li>Inner</li></ol></li></ul>
      <pre><code>a {\n  b\n}</code></pre>`);

    expect(markdown).toBe(
      '# Care & wash\n\nUse cool water.\nDry flat.\n\n- One\n- Two\n  3. Inner\n\n```\na {\n  b\n}\n```',
    );
  });

  it('keeps questions with their answers, in every form that shops use', () => {
    const markdown = markdownOf(`
      <details><summary>Do you ship abroad?</summary><p>Yes, to 12 countries.</p></details>
      <dl><dt>How long?</dt><dd>Three days.</dd><div><dt>Colour</dt><dd>Red</dd></div></dl>
      <div class="faq"><h3><button aria-expanded="false">Can I return it?</button></h3>
        <div hidden class="answer"><p>Within 30 days of the day on which the parcel reached you, unused.</p></div></div>`);

    expect(markdown).toContain('## Do you ship abroad?\n\nYes, to 12 countries.');
    expect(markdown).toContain('- How long? Three days.');
    expect(markdown).toContain('- Colour: Red');
    expect(markdown).toContain('### Can I return it?\n\nWithin 30 days');
  });

  it('keeps a price beside what it belongs to', () => {
    const markdown = markdownOf(`
      <h2>King protector</h2><div class="price"><span> $244.46</span></div>
      <div class="card"><a href="/q">Queen protector</a><div><span class="price">$183.26</span></div></div>
      <ul><li><div><a href="/f">Full</a></div><div>from <del>$230.00</del> $220.58</div></li></ul>
      <p>Towel set</p><p>€ 9,99</p>`);

    expect(markdown.split('\n\n')).toEqual([
      '## King protector',
      'King protector: $244.46',
      'Queen protector · $183.26',
      '- Full · from ~~$230.00~~ $220.58',
      'Towel set · € 9,99',
    ]);
  });

  it('writes tables of data as rows that stand alone, and pairs as a list', () => {
    const markdown = markdownOf(`
      <table><tr><th>Size</th><th>Depth</th></tr><tr><td rowspan="2">King</td><td>18"</td></tr><tr><td>20|22"</td></tr></table>
      <table><tr><th>Material</th><td>Cotton</td></tr><tr><th>Weight:</th><td>1 kg</td></tr></table>`);

    expect(markdown).toBe(
      '| Size | Depth |\n| --- | --- |\n| King | 18" |\n| King | 20\\|22" |\n\n- Material: Cotton\n- Weight: 1 kg',
    );
  });

  const table = (...rows: [string, string][]) =>
    markdownOf(
      `<table>${rows.map(([one, two]) => `<tr><td><p>${one}</p></td><td><p>${two}</p></td></tr>`).join('')}</table>`,
    );

  it.each([
    [
      'amounts below it',
      table(['Method', 'Price'], ['Post', '€4.90'], ['Courier', '€ 9'], ['Pickup', 'free']),
    ],
    ['spans of days', table(['Country', 'Time'], ['Iceland', '2–4 days'], ['Norway', '3 days'])],
    [
      'bold letters',
      table(['<b>Colour</b>', '<strong>Yarn</strong>'], ['<b>Red</b>', 'Cotton'], ['Blue', 'Wool']),
    ],
  ])('knows the first row of two columns for their names by %s', (_sign, markdown) => {
    expect(markdown.split('\n')[1]).toBe('| --- | --- |');
  });

  it.each([
    [
      'facts of several units',
      table(['Material', 'Cotton'], ['Weight', '1 kg'], ['Depth', '20 cm']),
    ],
    [
      'facts that are all bold',
      table(['<b>Colour</b>', '<b>Red</b>'], ['<b>Yarn</b>', '<b>Wool</b>']),
    ],
    ['words', table(['Colour', 'Red'], ['Yarn', 'Wool'], ['Origin', 'Peru'])],
    ['amounts from the start', table(['Twin', '$20'], ['King', '$40'], ['Queen', '$30'])],
  ])('leaves %s a list of pairs', (_kind, markdown) => {
    expect(markdown).toMatch(/^- .+: .+\n- .+: /);
  });

  it('dissolves tables that only lay out a page', () => {
    const markdown = markdownOf(
      '<table><tr><td><h2>Left</h2><p>a</p></td><td><table><tr><td>b</td></tr></table></td></tr></table>',
    );

    expect(markdown).toBe('## Left\n\na\n\nb');
  });

  it('lists the choices of a product and leaves out those of a form', () => {
    const markdown = markdownOf(`
      <label>Size</label> <select name="id"><option value="">Choose…</option><option>Twin</option><option>King</option></select>
      <select name="sort_by"><option>Best selling</option><option>Price</option></select>
      <select name="q"><option>1</option><option>2</option></select>`);

    expect(markdown).toBe('Size Twin, King');
  });

  it('leaves out what is no text of the page', () => {
    const markdown = markdownOf(`
      <script>var a = "<p>no</p>"</script><style>p{}</style><svg><title>no</title></svg><noscript>no</noscript>
      <nav><a href="/a">no</a> <a href="/b">no</a></nav><iframe src="x">no</iframe><template><p>no</p></template>
      <div class="cookie-banner">We use cookies, no?</div><div role="dialog"><p>no</p></div>
      <div id="mini-cart" style="display: none"><p>Your cart is empty no</p></div><p hidden>no</p>
      <button>no</button><a href="#main">Skip to content</a><a class="b"><i>Add to cart</i></a>
      <p>yes</p><!-- no -->`);

    expect(markdown).toBe('yes');
  });

  it('keeps what only looks like furniture', () => {
    const markdown = markdownOf(`
      <nav class="breadcrumb"><a href="/">Home</a><h1>The heading</h1></nav>
      <header><p>Free shipping from $50</p></header>
      <div role="tabpanel" aria-hidden="true">Washable at 40 degrees, tumble dry low, do not bleach, iron warm if needed.</div>
      <div class="modal"><table><tr><th>EU</th><th>US</th></tr><tr><td>40</td><td>8</td></tr></table></div>
      <footer>Call <a href="tel:+18883546367">us</a> or <a href="mailto:help@shop.example.org">help@shop.example.org</a></footer>`);

    expect(markdown).toContain('# The heading');
    expect(markdown).not.toContain('Home');
    expect(markdown).toContain('Free shipping from $50');
    expect(markdown).toContain('Washable at 40 degrees');
    expect(markdown).toContain('| 40 | 8 |');
    expect(markdown).toContain('Call us (+18883546367) or help@shop.example.org');
  });

  it('escapes text that would change the shape of the Markdown', () => {
    expect(
      markdownOf(
        '<p># no heading</p><p>- no item</p><p>1. no item</p><p>&lt;copy&gt; is a task</p><p>a * b</p>',
      ),
    ).toBe('\\# no heading\n\n\\- no item\n\n1\\. no item\n\n\\<copy> is a task\n\na * b');
  });

  it('reads what the page says about itself', () => {
    const page = extract(`<html lang="en_GB"><head><title> Shop\n page </title>
      <meta name="Description" content="About&nbsp;it"><link rel="canonical" href="../pages/one?utm_source=x">
      <meta name="robots" content="NOINDEX, follow"></head><body><h1>Other</h1></body>`);

    expect(page).toMatchObject({
      title: 'Shop page',
      description: 'About it',
      language: 'en-gb',
      canonicalUrl: 'https://shop.example.org/pages/one',
      isNoindex: true,
    });
    expect(extract('<p>x</p>', { robotsTag: 'googlebot: all, noindex' }).isNoindex).toBe(true);
    expect(extract('<p>x</p>', { robotsTag: 'max-snippet:20' }).isNoindex).toBe(false);
  });

  it('finds a title for every page', () => {
    const cut = 'A mattress protector that is waterproof and Vinyl-F';

    expect(extract(`<title>${cut}</title><h1>${cut}ree (King)</h1>`).title).toBe(
      `${cut}ree (King)`,
    );
    expect(extract('<title></title><h1>Heading</h1>').title).toBe('Heading');
    expect(extract('<p>nothing</p>').title).toBe('one.html');
  });

  it('gathers the links of the page, each once', () => {
    const page =
      extract(`<base href="/shop/"><a href="a.html#x">a</a><a href="a.html">b</a><nav><a href="/c">c</a></nav>
      <a href="/d" rel="nofollow">d</a><a href="javascript:void(0)">e</a><a href="mailto:x@y.z">f</a>
      <link rel="next" href="?page=2"><link rel="canonical" href="/own"><meta http-equiv="refresh" content="0; url=moved.html"><a href="http://[bad">g</a>`);

    expect(page.links).toEqual([
      'https://shop.example.org/shop/a.html',
      'https://shop.example.org/c',
      'https://shop.example.org/shop/?page=2',
      'https://shop.example.org/own',
      'https://shop.example.org/shop/moved.html',
    ]);
  });

  it.each(['nofollow', 'index, nofollow', 'none'])(
    'leads on by no link where it asks for %s',
    (asked) => {
      const { links } = extract(
        `<meta name="robots" content="${asked}"><a href="/a">a</a><link rel="canonical" href="/own">`,
      );

      expect(links).toEqual(['https://shop.example.org/own']);
    },
  );

  it('adds what stands only in structured data, however badly it is written', () => {
    const { markdown } = extract(`<h1>Lamp</h1><p>A fine lamp.</p>
      <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Lamp","description":"two
      lines","sku":"L-1","offers":{"@type":"Offer","price":"1299.00","priceCurrency":"EUR","availability":"https://schema.org/InStock",},}</script>
      <script type="application/ld+json">{"@graph":[{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Bulb?","acceptedAnswer":{"text":"<p>E27 &amp; LED</p>"}}]}]}</script>
      <script type="application/ld+json">{broken</script>`);

    expect(markdown).toBe(
      '# Lamp\n\nA fine lamp.\n\n- Lamp: price 1299.00 EUR\n- Lamp: in stock\n- Lamp: item number L-1\n- Bulb? E27 & LED',
    );
  });

  it('adds nothing that the page shows already', () => {
    const { markdown } = extract(`<p>Lamp L-1 by Acme, now 1.299,00 € and in stock</p>
      <script type="application/ld+json">[{"@type":["Product"],"name":"Lamp","sku":"L-1","brand":{"name":"Acme"},
      "offers":[{"price":1299,"priceCurrency":"EUR","availability":"InStock"}]}]</script>`);

    expect(markdown).toBe('Lamp L-1 by Acme, now 1.299,00 € and in stock');
  });

  it('cleans text of what a database or a reader cannot hold', () => {
    const page = extract(
      '<title>a\u0000b\u202e</title><p>x\u0000y\u200b &#xD800;z\u0007 \u05e9\u200f e\u0301</p>',
    );

    expect(page.title).toBe('ab');
    expect(page.markdown).toBe('xy \ufffdz \u05e9\u200f é');
  });

  it('hashes each block, so that repeated text can be found', () => {
    const page = extract('<p>Same</p><pre>a\n\nb</pre><p>  same </p>');

    expect(splitBlocks(page.markdown)).toEqual(['Same', '```\na\n\nb\n```', 'same']);
    expect(page.blockHashes).toEqual(splitBlocks(page.markdown).map(hashBlock));
    expect(page.blockHashes[0]).toBe(page.blockHashes[2]);
    expect(page.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['nothing', ''],
    ['only white space', ' \n '],
    ['no HTML', 'plain \u0000 text'],
    ['very deep nesting', '<div>'.repeat(5_000) + 'deep'],
    ['very many elements', '<b>x</b>'.repeat(150_000)],
    ['broken tags', '<p <a href="x" <b>>&#x110000;&#;&amp</'],
    ['names of members', '<__proto__ itemscope><constructor itemprop="__proto__">x</constructor>'],
    ['a frameset', '<frameset><frame src="a.html"><noframes><p>no</p></noframes></frameset>'],
  ])('survives %s', (_name, html) => {
    const page = extract(html);

    expect(typeof page.markdown).toBe('string');
    expect(page.title).not.toBe('');
  });
});
