import ts from 'typescript';

import { productFiles, read } from './reading/project-files.js';
import { parse } from './reading/syntax.js';

/** Who may turn an id into a scope, each with the check it makes before. */
const makers: Record<string, string> = {
  'apps/api/src/database/as-store.ts':
    'a store that exists, for seed and REPL, which hold the credentials of the database',
  'libs/tenancy/src/erasures/erasures.service.ts':
    'the store of an erasure that was begun in its scope',
  'libs/tenancy/src/scope/store.guard.ts':
    'a key of that store, or an admin key and a store that exists',
  'libs/tenancy/src/placements/importing/arrival-sweep.ts':
    'a row of the stores that nobody has imported to the end',
  'libs/tenancy/src/placements/importing/capsule-import.service.ts':
    'the store id of a capsule that was found whole, whose place in the directory is claimed before anything else',
  'libs/tenancy/src/placements/moving/store-move-runner.ts':
    'the store of a move that an operator began',
  'libs/tenancy/src/placements/store-copy-sweep.ts': 'a row of the stores themselves',
  'libs/tenancy/src/stores/shopify-shops.ts':
    'the store of a shop that Shopify signed a request about',
  'libs/tenancy/src/stores/stores.service.ts': 'the store that was just made',
  'libs/tenancy/src/jobs/store-job-runner.ts': 'the store id stamped on the job by StoreQueue',
};

/** Who may make a second scope of the same store. */
const derivers: Record<string, string> = {
  'libs/tenancy/src/database/store-connections.ts': 'ties a transaction to one scope value',
};

/** Where rows of all stores may be read together; each class says why in its comment. */
const crossStore = [
  /^libs\/tenancy\/src\/(stores|limits|isolation|placements|audit|erasures|exports|retention)\//,
  /^libs\/tenancy\/src\/usage\/usage-directory\.ts$/,
  /^libs\/\w+\/src\/\w+\/[a-z-]+-sweep\.ts$/,
  /^libs\/knowledge\/src\/hosts\/host-turn\.repository\.ts$/,
  /^apps\/worker\/src\/schedules\//,
  /^apps\/api\/src\/health\//,
];

const classComment = /\*\/\s*(@\w+[^\n]*\s*)*export (abstract )?class/;

const files = productFiles();

describe('scopes', () => {
  it('are made only by the guard and the job runner', () => {
    expect(usersOf('open')).toEqual(Object.keys(makers).sort());
  });

  it('are doubled only by the transaction', () => {
    expect(usersOf('derive')).toEqual(Object.keys(derivers).sort());
  });

  it('cannot be constructed, only asked for', () => {
    const scope = read('libs/tenancy/src/scope/store-scope.ts');

    expect(scope).toContain('private constructor');
    expect(scope).toContain('readonly #');
  });

  it('are left out only where rows of no single store are asked for, with a reason', () => {
    const users = files.filter((file) =>
      /^\s*(private )?.*: PlatformRepository\b/m.test(read(file)),
    );

    expect(users).not.toEqual([]);
    expect(users.filter((file) => !crossStore.some((place) => place.test(file)))).toEqual([]);
    expect(users.filter((file) => !classComment.test(read(file)))).toEqual([]);
  });

  it('are left out of the connections only by the repository of the platform', () => {
    const users = files.filter((file) => /connections\s*\.platform\(/.test(read(file)));

    expect(users).toEqual(['libs/tenancy/src/database/platform.repository.ts']);
  });

  it('hand a raw manager to nobody outside tenancy', () => {
    const users = files.filter((file) => /connections\s*\.(run|withoutStore)\b/.test(read(file)));

    expect(users.length).toBeGreaterThan(2);
    expect(users.filter((file) => !file.startsWith('libs/tenancy/src/'))).toEqual([]);
  });

  it.each([
    ['StoreScope.open(id)', ['open']],
    ['const make = StoreScope.open;', ['open']],
    ["StoreScope['open'](id)", ['open']],
    ['const { open } = StoreScope;', ['open']],
    ['scope.derive()', ['derive']],
    ['StoreScope.isScope(x); door.open();', []],
  ])('are seen being made in: %s', (text, expected) => {
    expect(makersUsed(parse('made-up.ts', text))).toEqual(expected);
  });
});

function usersOf(maker: string): string[] {
  const own = 'libs/tenancy/src/scope/store-scope.ts';
  return files.filter((file) => file !== own && makersUsed(parse(file)).includes(maker));
}

/** Which makers of scopes a file mentions, called or passed on. */
function makersUsed(source: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = memberName(node);
    if (name) found.add(name);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = node.name.text;
    return member === 'derive' || (member === 'open' && isScopeClass(node.expression))
      ? member
      : undefined;
  }
  return reachesAround(node) ? 'open' : undefined;
}

/** `StoreScope['open']` and `const { open } = StoreScope`. */
function reachesAround(node: ts.Node): boolean {
  if (ts.isElementAccessExpression(node)) return isScopeClass(node.expression);
  return (
    ts.isVariableDeclaration(node) &&
    ts.isObjectBindingPattern(node.name) &&
    isScopeClass(node.initializer)
  );
}

const isScopeClass = (node?: ts.Node): boolean => node?.getText() === 'StoreScope';
