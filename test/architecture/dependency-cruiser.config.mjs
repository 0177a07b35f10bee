/**
 * The arrows of the repository: doors above rooms, rooms in one line, no rings. Run from the top:
 * `depcruise --config test/architecture/dependency-cruiser.config.mjs apps libs test`
 */

const spec = '\\.(spec|int-spec|e2e-spec)\\.ts$';
const nouns =
  '^libs/(knowledge/src/(sources|pages|releases|snippets|files)|agent/src/conversations)/';
const verbs =
  '^libs/(knowledge/src/(crawling|importing|reading|chunking|embedding|indexing|publishing|retrieval)|agent/src/(answering|grounding))/';

/** Packages that are nothing but types, from @types. */
const typesOnly = '^mdast$';

/** What makes the client's types runs where the repository is worked on. */
const makesTypes = '^libs/client/[^/]+\\.mjs$';

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

export const arrows = [
  rule(
    'no-rings',
    'Two files that need each other are one file, or miss a third.',
    {},
    { circular: true },
  ),
  rule(
    'apps-are-apart',
    'An app never imports an app.',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/', pathNot: '^apps/$1/' },
  ),
  rule('libs-below-apps', 'A lib never imports an app.', { path: '^libs/' }, { path: '^apps/' }),
  rule(
    'tenancy-is-the-floor',
    'tenancy imports none of ours.',
    { path: '^libs/tenancy/' },
    { path: '^libs/(knowledge|agent)/' },
  ),
  rule(
    'knowledge-below-agent',
    'knowledge does not know who asks.',
    { path: '^libs/knowledge/' },
    { path: '^libs/agent/' },
  ),
  rule(
    'front-door-only',
    'Another lib is entered through its index.ts, as @app/<lib>.',
    { path: '^(libs/[^/]+|apps/[^/]+|test)/' },
    { path: '^libs/[^/]+/src/.+', pathNot: ['^$1/', '^libs/[^/]+/src/index\\.ts$'] },
  ),
  rule(
    'not-through-your-own-door',
    'Inside a lib, import the file and not the index.',
    { path: '^(libs/[^/]+)/src/.+', pathNot: spec },
    { path: '^$1/src/index\\.ts$' },
  ),
  rule(
    'cli-is-a-client',
    'The CLI speaks HTTP and loads no server code.',
    { path: '^apps/cli/' },
    { path: '^libs/', pathNot: '^libs/client/' },
  ),
  rule(
    'client-knows-no-room',
    'The client knows the API by its document, and imports none of ours.',
    { path: '^libs/client/' },
    { path: '^libs/', pathNot: '^libs/client/' },
  ),
  rule(
    'client-is-for-clients',
    'What serves the API does not ask it.',
    { path: '^(apps/(api|worker|standalone)|libs/(tenancy|knowledge|agent))/' },
    { path: '^libs/client/' },
  ),
  rule(
    'client-runs-in-browsers',
    'The client is bundled for browsers, which have nothing of Node.js.',
    { path: '^libs/client/src/', pathNot: spec },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'console-is-a-client',
    'The console and the widget speak HTTP, and know the typed client alone.',
    { path: '^apps/(console|widget)/' },
    { path: '^libs/', pathNot: '^libs/client/' },
  ),
  rule(
    'standalone-starts-processes',
    'Standalone starts the doors as processes; it needs tenancy and nothing above it.',
    { path: '^apps/standalone/' },
    { path: '^libs/(knowledge|agent)/' },
  ),
  rule(
    'no-test-code-in-products',
    'Product code never imports test code.',
    { path: '^(apps|libs)/', pathNot: spec },
    { path: ['^test/', spec] },
  ),
  rule(
    'nouns-below-verbs',
    'jobs → verbs → nouns: a noun does not know what is done with it.',
    { path: nouns, pathNot: spec },
    { path: verbs },
  ),
  rule(
    'entities-are-columns',
    'service → repository → entity, never up.',
    { path: '\\.entity\\.ts$' },
    { path: '\\.(repository|service|processor|controller)\\.ts$' },
  ),
  rule(
    'repositories-ask-no-service',
    'service → repository → entity, never up.',
    { path: '\\.repository\\.ts$' },
    { path: '\\.(service|processor|controller)\\.ts$' },
  ),
  rule(
    'doors-ask-services',
    'A controller, processor or DTO calls services, never a repository.',
    { path: '^apps/.+\\.(controller|processor|dto)\\.ts$' },
    { path: '\\.repository\\.ts$' },
  ),
  rule(
    'ask-its-service',
    "A noun asks another noun's service, never its repository; a verb stands above both.",
    {
      path: '^libs/([^/]+)/src/(sources|pages|releases|ingests|frontier|snippets|files|conversations|stores)/',
      pathNot: spec,
    },
    {
      path: '^libs/$1/src/.+\\.repository\\.ts$',
      dependencyTypesNot: ['type-only'],
      pathNot: ['^libs/$1/src/$2/', '^libs/tenancy/src/database/'],
    },
  ),
  rule(
    'verbs-ask-services',
    'A verb moves an ingest, its frontier, a source or a release through the service that guards their states. ' +
      'It may read and mark pages and chunks themselves: they are what it works on, by the hundred.',
    { path: verbs, pathNot: spec },
    {
      path: '^libs/knowledge/src/(sources|releases|ingests|frontier|snippets|files)/.+\\.repository\\.ts$|^libs/agent/src/conversations/.+\\.repository\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'packages-are-declared',
    'Every package is named in package.json; products use no development packages, but for what is bundled for browsers.',
    {
      path: '^(apps|libs)/',
      pathNot: [spec, makesTypes, '^apps/console/', '^apps/guides/', '^apps/widget/build'],
    },
    {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'everything-resolves',
    'An import leads somewhere.',
    {},
    { couldNotResolve: true, pathNot: typesOnly },
  ),
  rule(
    'everything-is-used',
    'A file that nothing reaches is dead.',
    {
      orphan: true,
      pathNot: [spec, '/main\\.tsx?$', '\\.(mjs|cjs|d\\.m?ts|json)$', '^test/'],
    },
    {},
  ),
];

export default {
  forbidden: arrows,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '/fixtures/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
    reporterOptions: {
      dot: { collapsePattern: '^(apps/[^/]+|libs/[^/]+/src/[^/]+|node_modules/(@[^/]+/)?[^/]+)' },
    },
  },
};
