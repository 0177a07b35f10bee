import { RobotsRules } from './robots-rules.js';

const site = 'https://shop.example.org';

/** Agent, path and whether it may be read, under one file. */
type Decision = [agent: string, path: string, isAllowed: boolean];
type Case = [rule: string, file: string, ...decisions: Decision[]];

const file = (...lines: string[]): string => lines.join('\n');
const forFoo = (...lines: string[]): string => file('user-agent: FooBot', ...lines);
const foo = (path: string, isAllowed: boolean): Decision => ['FooBot', path, isAllowed];

function decide(text: string, agent: string, path: string): boolean {
  return new RobotsRules(text, agent).isAllowed(`${site}${path}`);
}

const groups = file(
  ...['allow: /foo/bar/', '', 'user-agent: FooBot', 'disallow: /', 'allow: /x/'],
  ...['user-agent: BarBot', 'disallow: /', 'allow: /y/', '', '', 'allow: /w/'],
  ...['user-agent: BazBot', '', 'user-agent: FooBot', 'allow: /z/', 'disallow: /'],
);

/** What RFC 9309 and the published tests of Google's matcher say about groups of agents. */
const aboutGroups: Case[] = [
  ['an empty file allows all', '', foo('/', true), foo('/x', true)],
  ['a page of HTML allows all', '<!doctype html><h1>Not: found</h1>', foo('/x', true)],
  ['a group ends with its last rule', groups, foo('/x/b', true), foo('/z/d', true)],
  ['all groups of one agent are one', groups, foo('/y/c', false), foo('/other', false)],
  ['a blank line ends no group', groups, ['BarBot', '/y/c', true], ['BarBot', '/w/a', true]],
  ['other groups do not concern an agent', groups, ['BarBot', '/z/d', false]],
  ['agents in a row share the rules', groups, ['BazBot', '/z/d', true], ['BazBot', '/x', false]],
  ['rules before any agent count for none', groups, foo('/foo/bar/', false)],
  [
    'a sitemap line ends no list of agents',
    file('User-agent: BarBot', 'Sitemap: https://x.org/s', 'User-agent: *', 'Disallow: /'),
    ['BarBot', '/', false],
    ['FooBot', '/', false],
  ],
  [
    'an unknown line ends no list of agents',
    file('User-agent: FooBot', 'Unknown-Line: x', 'User-agent: *', 'Disallow: /'),
    ['BarBot', '/', false],
    ['FooBot', '/', false],
  ],
  [
    'the group for all counts where no other names the agent',
    file('user-agent: *', 'allow: /', 'user-agent: FooBot', 'disallow: /'),
    ['FooBot', '/x/y', false],
    ['BarBot', '/x/y', true],
  ],
  [
    'an agent that is not named is free where there is no group for all',
    file('user-agent: BarBot', 'disallow: /', 'user-agent: BazBot', 'disallow: /'),
    ['QuxBot', '/x/y', true],
    ['BazBot', '/x/y', false],
  ],
  [
    'the group for all is not added to the own one',
    file('User-agent: *', 'Disallow: /x/', 'User-agent: FooBot', 'Disallow: /y/'),
    foo('/x/page', true),
    foo('/y/page', false),
  ],
  [
    'an own group without rules frees the agent',
    file('User-agent: *', 'Disallow: /', 'User-agent: FooBot', 'Disallow:'),
    foo('/x', true),
    ['BarBot', '/x', false],
  ],
  [
    'groups for all are one',
    file(
      'User-agent: *',
      'Disallow: /a',
      'User-agent: x',
      'Disallow: /',
      'User-agent: *',
      'Disallow: /b',
    ),
    foo('/a', false),
    foo('/b', false),
    foo('/c', true),
  ],
  [
    'a star with words behind it is for all',
    file('User-agent: * (all)', 'Disallow: /'),
    foo('/', false),
  ],
  ['a star within a word is not', file('User-agent: *bot', 'Disallow: /'), foo('/', true)],
];

const spaced = file(
  'User-Agent: *',
  'Disallow: /',
  'User-Agent: Foo Bar',
  'Allow: /x/',
  'Disallow: /',
);

const aboutLines: Case[] = [
  [
    'keys in upper case',
    file('USER-AGENT: FooBot', 'ALLOW: /x/', 'DISALLOW: /'),
    foo('/x/y', true),
    foo('/a/b', false),
  ],
  [
    'keys in mixed case',
    file('uSeR-aGeNt: FooBot', 'AlLoW: /x/', 'dIsAlLoW: /'),
    foo('/x/y', true),
    foo('/a/b', false),
  ],
  [
    'agents in any case',
    file('User-Agent: FOO', 'Disallow: /'),
    ['foo', '/a', false],
    ['Foo', '/a', false],
  ],
  ['agents up to the first space', spaced, ['Foo', '/x/y', true], ['Foo', '/a', false]],
  ['agents up to their version', file('User-agent: FooBot/2.1', 'Disallow: /'), foo('/', false)],
  ['agents as whole words', file('User-agent: Foo', 'Disallow: /'), foo('/', true)],
  ['agents that begin alike apart', file('User-agent: FooBotNews', 'Disallow: /'), foo('/', true)],
  ['paths in their own case', forFoo('disallow: /X/'), foo('/x/y', true), foo('/X/y', false)],
  ['unknown keys as nothing', file('foo: FooBot', 'bar: /'), foo('/x/y', true)],
  ['a missing colon', file('user-agent FooBot', 'disallow /'), foo('/x/y', false)],
  ['no missing colon in a sentence', forFoo('disallow / and more'), foo('/x', true)],
  ['space around the colon', file('user-agent :\tFooBot ', ' disallow : / '), foo('/x', false)],
  [
    'a comment at the end',
    forFoo('# Disallow: /', 'Disallow: /foo/quz#qux', 'Allow: /'),
    foo('/foo/bar', true),
    foo('/foo/quz', false),
  ],
  ['a comment after the agent', file('user-agent: FooBot # us', 'disallow: /'), foo('/x', false)],
  [
    'carriage returns',
    'User-agent: FooBot\rDisallow: /a\r\rDisallow: /b',
    foo('/a', false),
    foo('/b', false),
  ],
  [
    'both line ends',
    'User-agent: FooBot\r\nDisallow: /a\r\n\r\nDisallow: /b\r\n',
    foo('/a', false),
    foo('/b', false),
  ],
  [
    'mixed line ends',
    'User-agent: FooBot\nDisallow: /a\r\nAllow: /a/c\rDisallow: /b',
    foo('/a', false),
    foo('/a/c', true),
    foo('/b', false),
  ],
  ['a byte order mark', '\uFEFFUser-agent: FooBot\nDisallow: /', foo('/x', false)],
  ['half a byte order mark', '\uFFFDUser-agent: FooBot\nDisallow: /', foo('/x', false)],
  ['no mark in the middle', 'User-agent: FooBot\n\uFEFFDisallow: /', foo('/x', true)],
  ...['Dissallow', 'Dissalow', 'Disalow', 'Diasllow', 'Disallaw'].map((typo): Case => [
    `"${typo}" as disallow`,
    forFoo(`${typo}: /`),
    foo('/x', false),
  ]),
  ...['Useragent', 'User agent'].map((typo): Case => [
    `"${typo}" as user-agent`,
    file(`${typo}: FooBot`, 'Disallow: /'),
    foo('/x', false),
  ]),
];

const aboutLength: Case[] = [
  [
    'the longer disallow',
    forFoo('disallow: /x/page.html', 'allow: /x/'),
    foo('/x/page.html', false),
  ],
  [
    'the longer allow',
    forFoo('allow: /x/page.html', 'disallow: /x/'),
    foo('/x/page.html', true),
    foo('/x/', false),
  ],
  ['nothing, of two empty rules', forFoo('disallow: ', 'allow: '), foo('/x/page.html', true)],
  ['allow, on a tie of roots', forFoo('disallow: /', 'allow: /'), foo('/x/page.html', true)],
  [
    'the one with the slash',
    forFoo('disallow: /x', 'allow: /x/'),
    foo('/x', false),
    foo('/x/', true),
  ],
  [
    'allow, on a tie',
    forFoo('disallow: /x/page.html', 'allow: /x/page.html'),
    foo('/x/page.html', true),
  ],
  [
    'the longer pattern',
    forFoo('allow: /page', 'disallow: /*.html'),
    foo('/page.html', false),
    foo('/page', true),
  ],
  [
    'the longer path',
    forFoo('allow: /x/page.', 'disallow: /*.html'),
    foo('/x/page.html', true),
    foo('/x/y.html', false),
  ],
  ['allow over the root', forFoo('allow: /p', 'disallow: /'), foo('/page', true)],
  ['allow, for a folder', forFoo('allow: /folder', 'disallow: /folder'), foo('/folder/page', true)],
  [
    'a pattern by its characters',
    forFoo('allow: /page', 'disallow: /*.htm'),
    foo('/page.htm', false),
  ],
  ['the root alone', forFoo('allow: /$', 'disallow: /'), foo('/', true), foo('/page.html', false)],
  [
    'whichever stands first or last',
    forFoo('allow: /a/b', 'disallow: /a', 'disallow: /a/b/c'),
    foo('/a/b/c', false),
    foo('/a/b/d', true),
  ],
];

const only = (pattern: string): string => forFoo('disallow: /', `allow: ${pattern}`);
const allows = (pattern: string, ...paths: string[]): Case => [
  `${pattern} matches`,
  only(pattern),
  ...paths.map((path) => foo(path, true)),
];
const forbids = (pattern: string, ...paths: string[]): Case => [
  `${pattern} does not match`,
  only(pattern),
  ...paths.map((path) => foo(path, false)),
];
const fishes = [
  '/fish',
  '/fish.html',
  '/fish/salmon.html',
  '/fishheads',
  '/fishheads/yummy.html',
  '/fish.html?id=anything',
];
const noFishes = ['/bar', '/Fish.asp', '/catfish', '/?id=fish'];

const aboutPatterns: Case[] = [
  allows('/fish', ...fishes),
  forbids('/fish', ...noFishes),
  allows('/fish*', ...fishes),
  forbids('/fish*', ...noFishes),
  allows(
    '/fish/',
    '/fish/',
    '/fish/salmon',
    '/fish/?salmon',
    '/fish/salmon.html',
    '/fish/?id=anything',
  ),
  forbids('/fish/', '/bar', '/fish', '/fish.html', '/Fish/Salmon.html'),
  allows(
    '/*.php',
    '/filename.php',
    '/folder/filename.php',
    '/folder/filename.php?parameters',
    '//folder/any.php.file.html',
    '/filename.php/',
    '/index?f=filename.php/',
  ),
  forbids('/*.php', '/bar', '/php/', '/index?php', '/windows.PHP'),
  allows('/*.php$', '/filename.php', '/folder/filename.php', '/a.php/b.php'),
  forbids(
    '/*.php$',
    '/filename.php?parameters',
    '/filename.php/',
    '/filename.php5',
    '/php/',
    '/filename?php',
    '/aaaphpaaa',
    '//windows.PHP',
  ),
  allows('/fish*.php', '/fish.php', '/fishheads/catfish.php?parameters'),
  forbids('/fish*.php', '/bar', '/Fish.PHP'),
  allows('/foo/*/qux', '/foo//qux', '/foo/bax/qux', '/foo/a/b/qux/c'),
  forbids('/foo/*/qux', '/foo/qux', '/foo/bar'),
  allows('/foo/bar$', '/foo/bar'),
  forbids('/foo/bar$', '/foo/bar/', '/foo/bar/baz', '/foo/bar?x'),
  allows('/a$b', '/a$b', '/a$b/c'),
  forbids('/a$b', '/a', '/ab'),
  allows('/a*b*c$', '/abc', '/a1b2c3c'),
  forbids('/a*b*c$', '/abcd', '/ac', '/acb'),
  allows('/ab*ba$', '/abba', '/abxba'),
  forbids('/ab*ba$', '/aba', '/ab'),
  allows('*/x', '/a/x', '/x'),
  forbids('x', '/x', '/'),
  allows('/**$', '/', '/x?y'),
  allows('/*?print=', '/page?print=1'),
  forbids('/*?print=', '/page?x=1&print=1', '/print='),
];

const aboutEscapes: Case[] = [
  allows(
    '/foo/bar?qux=taz&baz=http://foo.bar?tar&par',
    '/foo/bar?qux=taz&baz=http://foo.bar?tar&par',
  ),
  allows('/foo/bar/ツ', '/foo/bar/%E3%83%84', '/foo/bar/ツ', '/foo/bar/%e3%83%84'),
  allows('/foo/bar/%E3%83%84', '/foo/bar/%E3%83%84', '/foo/bar/ツ'),
  allows('/foo/bar/%e3%83%84', '/foo/bar/%E3%83%84'),
  allows('/foo/bar/%62%61%7A', '/foo/bar/%62%61%7A', '/foo/bar/baz'),
  allows('/foo/%7Ebar', '/foo/~bar'),
  allows('/a%3Cd.html', '/a%3cd.html'),
  allows('/a%2Fb', '/a%2fb'),
  forbids('/a%2Fb', '/a/b'),
  forbids('/a/b', '/a%2Fb'),
  forbids('/a%2Ab', '/axb'),
];

const lines = 'a'.repeat(2_083 * 8 - '/x/'.length - 'disallow: '.length);
const aboutGoogle: Case[] = [
  [
    'an allowed index page stands for its folder',
    file('User-Agent: *', 'Allow: /allowed-slash/index.html', 'Disallow: /'),
    foo('/allowed-slash/', true),
    foo('/allowed-slash/index.htm', false),
    foo('/allowed-slash/index.html', true),
    foo('/anyother-url', false),
  ],
  [
    'a forbidden one does not',
    forFoo('Disallow: /f/index.html'),
    foo('/f/', true),
    foo('/f/index.html', false),
  ],
  [
    'a line is cut, not passed over',
    forFoo(`disallow: /x/${lines}/qux`),
    foo('/fux', true),
    foo(`/x/${lines}/fux`, false),
  ],
];

describe('RobotsRules', () => {
  describe.each([
    ['groups', aboutGroups],
    ['reads', aboutLines],
    ['follows', aboutLength],
    ['patterns', aboutPatterns],
    ['escapes', aboutEscapes],
    ['Google', aboutGoogle],
  ])('%s', (_about, cases) => {
    it.each(cases)('%s', (_rule, text, ...decisions) => {
      const decided = decisions.map(([agent, path]) => [agent, path, decide(text, agent, path)]);

      expect(decided).toEqual(decisions);
    });
  });

  it('decides for us by our own name', () => {
    const rules = new RobotsRules(
      file('User-agent: *', 'Disallow: /', 'User-agent: storehand/9', 'Disallow: /private'),
    );

    expect(rules.isAllowed(`${site}/open`)).toBe(true);
    expect(rules.isAllowed(`${site}/private/x`)).toBe(false);
  });

  it('gives the crawl delay of the group that counts', () => {
    const delay = (...text: string[]) => new RobotsRules(file(...text), 'FooBot').crawlDelayMs;

    expect(delay('User-agent: *', 'Crawl-delay: 2.5')).toBe(2_500);
    expect(
      delay('User-agent: *', 'Crawl-delay: 2.5', 'Disallow: /x', 'User-agent: FooBot', 'Disallow:'),
    ).toBe(0);
    expect(delay('User-agent: FooBot', 'Crawl-delay: 3', 'User-agent: *', 'Crawl-delay: 9')).toBe(
      9_000,
    );
    expect(delay('User-agent: *', 'Crawl-delay: soon')).toBe(0);
    expect(delay('User-agent: *', 'Crawl-delay: -1', 'Crawl-delay: 1e999')).toBe(0);
    expect(delay('')).toBe(0);
  });

  it('gives the sitemaps of all groups as they are written', () => {
    const { sitemaps } = new RobotsRules(
      file('Sitemap: /s1.xml', 'User-agent: x', 'site-map:https://a.example.org/s2.xml'),
    );

    expect(sitemaps).toEqual(['/s1.xml', 'https://a.example.org/s2.xml']);
  });

  describe('with hostile files', () => {
    const size = 500 * 1_024;
    const full = (line: string) =>
      `User-agent: *\n${`${line}\n`.repeat(Math.floor(size / (line.length + 1)))}`;
    const files: [name: string, text: string][] = [
      ['stars in one line', `User-agent: *\nDisallow: ${'/*a'.repeat(size / 3)}`],
      ['stars that match nothing', `User-agent: *\nDisallow: /${'*a'.repeat(900)}b`],
      ['stars in all lines', full(`Disallow: /${'*a'.repeat(900)}b`)],
      ['long words', full(`Disallow: /*${'a'.repeat(450)}b${'a'.repeat(450)}`)],
      ['short words', full('Disallow: /*ab')],
      ['agents only', full('User-agent: a')],
      ['no line end', 'a'.repeat(size)],
      ['escapes', `User-agent: *\nDisallow: /${'%'.repeat(size)}`],
    ];

    it.each(files)('decides without looking back and forth: %s', (_name, text) => {
      const rules = new RobotsRules(text);
      const paths = [`/${'a'.repeat(1_900)}`, `/${'aab'.repeat(630)}`, '/a'];

      for (const path of paths)
        expect(cpuMs(() => rules.isAllowed(`${site}${path}`))).toBeLessThan(2_000);
    });

    it.each(files)('reads them as fast as the largest honest file: %s', (_name, text) => {
      expect(cpuMs(() => new RobotsRules(text))).toBeLessThan(5_000);
    });

    it('forbids what takes too long to decide', () => {
      const text = full('Disallow: /*ab');

      expect(decide(text, 'FooBot', `/${'a'.repeat(1_900)}`)).toBe(false);
      expect(decide(text, 'FooBot', '/short')).toBe(true);
    });
  });
});

/** Of this process alone: neighbours on the machine do not count. */
function cpuMs(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1_000;
}
