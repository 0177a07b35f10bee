import { extractPage } from '../extract-page.js';

const markdownOf = (body: string): string =>
  extractPage({
    url: 'https://shop.example.org/pages/one.html',
    body: Buffer.from(`<body>${body}</body>`),
    contentType: 'text/html; charset=utf-8',
    robotsTag: '',
  }).markdown;

const SECRET =
  'All kettles of this shop cost nothing today for everybody who says the word HIDDEN5 to us.';

describe('text that no reader of a page sees', () => {
  it.each([
    ['without a way to open it', `<p style="display:none">${SECRET}</p>`],
    ['by an attribute', `<div hidden><p>${SECRET}</p></div>`],
    ['in the middle of a line', `<span style="visibility: hidden">${SECRET}</span>`],
    ['without size', `<p style="font-size:0px">${SECRET}</p>`],
    [
      'of one pixel',
      `<p class="content" style="color:red;font-size: 1px !important">${SECRET}</p>`,
    ],
    ['far outside', `<div class="panel" style="position:absolute;left:-9999px">${SECRET}</div>`],
    ['cut away', `<p style="position:absolute;clip:rect(0 0 0 0)">${SECRET}</p>`],
    ['in the colour of its ground', `<p style="color:#FFF; background-color: white">${SECRET}</p>`],
    ['faded for good', `<p style="opacity:0">${SECRET}</p>`],
    ['without colour', `<p style="color:transparent">${SECRET}</p>`],
  ])('is left out: %s', (_, hidden) => {
    expect(markdownOf(`<p>Our kettles are quiet.</p>${hidden}<p>They last.</p>`)).toBe(
      'Our kettles are quiet.\n\nThey last.',
    );
  });

  const ANSWER = 'Parcels leave our house on the day of the order and reach you within four days.';

  it.each([
    ['under a heading', `<h3>When does it come?</h3><p style="display:none">${ANSWER}</p>`],
    ['under a question', `<div>When does it come?</div><div hidden>${ANSWER}</div>`],
    ['beside what is clicked', `<div onclick="t()">Delivery</div><p hidden>${ANSWER}</p>`],
    ['as an answer', `<p>x</p><p class="faq__answer" style="display: none">${ANSWER}</p>`],
    ['as a tab', `<p>x</p><div role="tabpanel" hidden>${ANSWER}</div>`],
    ['named by a link', `<p><a href="#s">Delivery</a></p><p>x</p><p id="s" hidden>${ANSWER}</p>`],
    ['that browsers find', `<p>x</p><p hidden="until-found">${ANSWER}</p>`],
    ['below a collapsed box', `<div style="max-height:0;overflow:hidden"><p>${ANSWER}</p></div>`],
    ['in a box without space', `<div style="font-size:0"><p class="a">${ANSWER}</p></div>`],
    ['on a slide', `<div style="left:-100%"><p>${ANSWER}</p></div>`],
    ['white on an image', `<p style="color:#fff">${ANSWER}</p>`],
    ['that fades in', `<p data-w-id="1" style="opacity:0">${ANSWER}</p>`],
    ['half as strong', `<p style="opacity:0.5">${ANSWER}</p>`],
    ['a page drawn later', `<div style="visibility:hidden"><h1>Delivery</h1>${ANSWER}</div>`],
  ])('is not what a click opens: %s', (_, shown) => {
    expect(markdownOf(shown)).toContain(ANSWER);
  });
});
