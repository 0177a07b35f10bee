import { refreshTarget } from './meta-refresh.js';

const base = 'https://shop.example/a/';

describe('refreshTarget', () => {
  it.each([
    ['0; url=/new', 'https://shop.example/new'],
    ['0;URL=new', 'https://shop.example/a/new'],
    [" 10 ; url = '/new' ", 'https://shop.example/new'],
    ['3,url="/new?x=1&y=2"; more', 'https://shop.example/new?x=1&y=2'],
    ['0;/new', 'https://shop.example/new'],
    ['0 url=/new', 'https://shop.example/new'],
    ['1.5; url=https://other.example/#top', 'https://other.example/'],
  ])('of %s is %s', (content, target) => {
    expect(refreshTarget(content, base)).toBe(target);
  });

  it.each([
    null,
    '',
    '0',
    '5;',
    '0; url=',
    '11; url=/new',
    '300; url=/new',
    'url=/new',
    '/new',
    '0; url=javascript:void(0)',
    '0; url=mailto:a@b.example',
    '0; url=http://[bad',
  ])('of %s is none', (content) => {
    expect(refreshTarget(content, base)).toBeNull();
  });
});
