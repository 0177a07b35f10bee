import type { Mutation } from './mutation.js';

const guard = 'libs/tenancy/src/scope/store.guard.ts';
const authenticator = 'libs/tenancy/src/scope/key-authenticator.ts';
const directory = 'libs/tenancy/src/stores/key-directory.ts';
const memory = 'libs/tenancy/src/stores/short-memory.ts';
const runner = 'libs/tenancy/src/jobs/store-job-runner.ts';

const guardSpec = 'libs/tenancy/src/scope/store.guard.spec.ts';
const widgetKeys = 'test/isolation/widget-keys.spec.ts';
const tenancy = 'test/integration/tenancy.int-spec.ts';
const deadKeys = 'test/isolation/dead-keys.spec.ts';
const jobs = 'test/isolation/jobs.spec.ts';

/** Who opens a scope: the guard from a key, the runner from a job. */
export const scopeMutations: readonly Mutation[] = [
  {
    name: 'a route that says nothing is open',
    mode: 'a guard that stands open',
    file: guard,
    edits: [
      [
        'if (this.reflector.getAllAndOverride<string>(PUBLIC_REASON, targets)) return true;',
        "if (this.reflector.getAllAndOverride<string>(PUBLIC_REASON, targets) !== 'closed') return true;",
      ],
    ],
    killedBy: [guardSpec],
  },
  {
    name: 'every kind of key may call every route',
    mode: 'a guard that stands open',
    file: guard,
    edits: [["if (principal.kind === 'admin') return;", 'return;']],
    killedBy: [guardSpec],
  },
  {
    name: 'a store’s key opens the store that it names',
    mode: 'a caller who names the store',
    file: guard,
    edits: [
      [
        '      if (named && named !== principal.storeId) throw storeNotFound(named);\n      return StoreScope.open(principal.storeId, shopperOf(principal));',
        '      return StoreScope.open(named ?? principal.storeId, shopperOf(principal));',
      ],
    ],
    killedBy: [guardSpec],
  },
  {
    name: 'a store’s key that names another store is answered with its own',
    mode: 'a caller who names the store',
    file: guard,
    edits: [['      if (named && named !== principal.storeId) throw storeNotFound(named);\n', '']],
    killedBy: [guardSpec],
  },
  {
    name: 'of two stores in a request the first counts',
    mode: 'a caller who names the store',
    file: guard,
    edits: [['  if (other) throw storeNotFound(other);\n', '']],
    killedBy: [guardSpec],
  },
  {
    name: 'the store in a body is not looked at',
    mode: 'a caller who names the store',
    file: guard,
    edits: [['[params, query, body].map(', '[params, query].map(']],
    killedBy: [guardSpec],
  },
  {
    name: 'the first caller’s scope is everybody’s',
    mode: 'a cache without the store',
    file: 'libs/tenancy/src/scope/current-store.decorator.ts',
    edits: [
      [
        'export const CurrentStore',
        'let first: StoreScope | undefined;\nexport const CurrentStore',
      ],
      ['    return storeScope;', '    return (first ??= storeScope);'],
    ],
    killedBy: [widgetKeys],
  },
  {
    name: 'a key of a store that is switched off still opens it',
    mode: 'a key that should be dead',
    file: authenticator,
    edits: [['    if (!key.isStoreActive) throw storeInactive();\n', '']],
    killedBy: [deadKeys],
  },
  {
    name: 'a revoked key is still known',
    mode: 'a key that should be dead',
    file: directory,
    edits: [['k.revoked_at IS NULL AND ', '']],
    killedBy: [tenancy],
  },
  {
    name: 'a key that ran out is still known',
    mode: 'a key that should be dead',
    file: directory,
    edits: [[" AND coalesce(k.expires_at, 'infinity') > now()", '']],
    killedBy: [deadKeys],
  },
  {
    name: 'what is known of a key is remembered for an hour',
    mode: 'a key that should be dead',
    file: memory,
    edits: [['const rememberMs = 800;', 'const rememberMs = 3_600_000;']],
    killedBy: [tenancy],
  },
  {
    name: 'what is known of a key is remembered by how it begins',
    mode: 'a cache without the store',
    file: directory,
    edits: [["this.recall(hash.toString('base64'),", 'this.recall(text.slice(0, 8),']],
    killedBy: [deadKeys],
  },
  {
    name: 'a widget key works on every site',
    mode: 'a key on a foreign site',
    file: authenticator,
    edits: [['if (!origin || !key.allowedOrigins.includes(origin)) throw originRefused();', '']],
    killedBy: [widgetKeys],
  },
  {
    name: 'a widget key works on sites whose address begins like its own',
    mode: 'a key on a foreign site',
    file: authenticator,
    edits: [
      [
        '!key.allowedOrigins.includes(origin)',
        '!key.allowedOrigins.some((one) => origin.startsWith(one))',
      ],
    ],
    killedBy: [widgetKeys],
  },
  {
    name: 'a widget key works under another store’s domain',
    mode: 'a key on a foreign site',
    file: authenticator,
    edits: [['if (storeOfHost && storeOfHost !== key.storeId) throw originRefused();', '']],
    killedBy: [widgetKeys],
  },
  {
    name: 'a session works on every site of its key',
    mode: 'a key on a foreign site',
    file: authenticator,
    edits: [['if (origin !== session.origin) throw originRefused();', '']],
    killedBy: [widgetKeys],
  },
  {
    name: 'a token of a session is believed whoever signed it',
    mode: 'a guard that stands open',
    file: 'libs/tenancy/src/scope/session-token.ts',
    edits: [['  if (!isOurs) return null;\n', '']],
    killedBy: ['libs/tenancy/src/scope/session-token.spec.ts'],
  },
  {
    name: 'a session that ran out goes on',
    mode: 'a key that should be dead',
    file: 'libs/tenancy/src/scope/widget-sessions.service.ts',
    edits: [
      ['if (!session || session.expiresAt <= now) return null;', 'if (!session) return null;'],
    ],
    killedBy: ['libs/tenancy/src/scope/widget-sessions.service.spec.ts'],
  },
  {
    name: 'credentials are sealed without their store',
    mode: 'a secret that opens elsewhere',
    file: 'libs/tenancy/src/stores/credential-vault.ts',
    edits: [
      ['this.key, iv).setAAD(Buffer.from(storeId));', "this.key, iv).setAAD(Buffer.from(''));"],
      ['      .setAAD(Buffer.from(storeId))\n', "      .setAAD(Buffer.from(''))\n"],
    ],
    killedBy: [deadKeys],
  },
  {
    name: 'a worker goes on in the store of its first job',
    mode: 'a job in the wrong store',
    file: runner,
    edits: [
      [
        'return await handler.call(this, StoreScope.open(storeId), data, how);',
        'return await handler.call(this, (this.first ??= StoreScope.open(storeId)), data, how);',
      ],
      ['  private readonly logError', '  private first?: StoreScope;\n  private readonly logError'],
    ],
    killedBy: [jobs],
  },
  {
    name: 'jobs of a store that is switched off run',
    mode: 'a job in the wrong store',
    file: runner,
    edits: [
      [
        'if (!(await this.stores.isActive(envelope.storeId))) {',
        'if (!(await this.stores.exists(envelope.storeId))) {',
      ],
    ],
    killedBy: [jobs],
  },
  {
    name: 'a job without a store runs in the one that it names in its data',
    mode: 'a job in the wrong store',
    file: 'libs/tenancy/src/jobs/job-envelope.ts',
    edits: [
      [
        '  storeId: z.uuid(),',
        "  storeId: z.uuid().default('00000000-0000-4000-8000-000000000000'),",
      ],
    ],
    killedBy: [jobs],
  },
  {
    name: 'equal jobs of two stores are one',
    mode: 'a job in the wrong store',
    file: 'libs/tenancy/src/jobs/store-queue.ts',
    edits: [
      [
        '`${job.name}.${storeId}.${job.dedupe(data)}`',
        '`${job.name}.${storeId.slice(0, 0)}${job.dedupe(data)}`',
      ],
    ],
    killedBy: [jobs],
  },
];
