/** What takes longest: files that start processes and wait for what became of those, then everything over HTTP. */
const longest = ['/test/e2e/processes/', '/test/e2e/'];

/**
 * The order of test files, the same on every machine: of two workers none is left alone with a long file at the end.
 * Jest's own goes by the time that each file took, which a fresh clone does not know.
 */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => rank(a) - rank(b) || size(b) - size(a));
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}

function rank({ path }) {
  const found = longest.findIndex((folder) => path.includes(folder));
  return found < 0 ? longest.length : found;
}

const size = ({ path, context }) => context.hasteFS.getSize(path) ?? 0;
