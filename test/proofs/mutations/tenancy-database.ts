import type { Mutation } from './mutation.js';

const roles = 'libs/tenancy/src/database/roles.ts';
const database = 'libs/tenancy/src/database/connections/database.ts';
const repository = 'libs/tenancy/src/database/store-scoped.repository.ts';
const security = 'libs/tenancy/src/database/secure-store-table.ts';

const single = 'test/isolation/single-statements.spec.ts';
const attacks = 'test/isolation/repository-attacks.spec.ts';
const rowSecurity = 'test/isolation/row-level-security.spec.ts';

/** The three locks of the database, and the repository above them. */
export const databaseMutations: readonly Mutation[] = [
  {
    name: 'settings are made for the session',
    mode: 'a setting that outlives its transaction',
    file: 'libs/tenancy/src/database/whole-transaction.ts',
    edits: [
      [
        '`set_config($${2 * i + 1}, $${2 * i + 2}, true)`',
        '`set_config($${2 * i + 1}, $${2 * i + 2}, false)`',
      ],
    ],
    killedBy: [single],
  },
  {
    name: 'the store is not set',
    mode: 'a setting that outlives its transaction',
    file: roles,
    edits: [["  'app.store_id': storeId,\n", "  'app.note': storeId,\n"]],
    killedBy: [single],
  },
  {
    name: 'a transaction begins without its settings',
    mode: 'a setting that outlives its transaction',
    file: 'libs/tenancy/src/database/open-transaction.ts',
    edits: [
      [
        '[client.query(begin), client.query(entryStatement(entry))]',
        '[client.query(begin), entry]',
      ],
    ],
    killedBy: [attacks],
  },
  {
    name: 'a failed transaction goes back to the pool as it is',
    mode: 'a setting that outlives its transaction',
    file: database,
    edits: [["await runner.query('ROLLBACK');", 'await Promise.resolve();']],
    killedBy: [attacks],
  },
  {
    name: 'a store’s work takes on the platform’s role',
    mode: 'a role that row-level security does not bind',
    file: roles,
    edits: [
      [
        "  ...asRole(runtimeRole),\n  'app.store_id'",
        "  ...asRole(platformRole),\n  'app.store_id'",
      ],
    ],
    killedBy: [single],
  },
  {
    name: 'no role is taken on',
    mode: 'a role that row-level security does not bind',
    file: roles,
    edits: [['({ ...limits, role })', '({ ...limits, ...(role === queueRole && { role }) })']],
    killedBy: [single],
  },
  {
    name: 'a start under a role with BYPASSRLS is let through',
    mode: 'a role that row-level security does not bind',
    file: 'libs/tenancy/src/database/connections/bound-role.ts',
    edits: [['r.rolsuper OR r.rolbypassrls OR', 'r.rolsuper OR']],
    killedBy: ['test/isolation/database-roles.spec.ts'],
  },
  {
    name: 'a start as a member of the owner is let through',
    mode: 'a role that row-level security does not bind',
    file: 'libs/tenancy/src/database/connections/bound-role.ts',
    edits: [["pg_has_role($1, r.oid, 'MEMBER')", 'r.rolname = $1']],
    killedBy: ['test/isolation/database-roles.spec.ts'],
  },
  {
    name: 'the policies show everything',
    mode: 'a policy with a hole',
    file: security,
    edits: [['USING (${own}) WITH CHECK (${own})', 'USING (true OR ${own}) WITH CHECK (${own})']],
    killedBy: [rowSecurity],
  },
  {
    name: 'the policies check nothing that is written',
    mode: 'a policy with a hole',
    file: security,
    edits: [['USING (${own}) WITH CHECK (${own})', 'USING (${own}) WITH CHECK (true OR ${own})']],
    killedBy: [rowSecurity],
  },
  {
    name: 'policies without WITH CHECK',
    mode: 'a policy with a hole',
    file: security,
    edits: [['USING (${own}) WITH CHECK (${own})', 'USING (${own})']],
    killedBy: [rowSecurity],
  },
  {
    name: 'row-level security is not forced',
    mode: 'a policy with a hole',
    file: security,
    edits: [['    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;\n', '']],
    killedBy: [rowSecurity],
  },
  {
    name: 'row-level security is not enabled',
    mode: 'a policy with a hole',
    file: security,
    edits: [['    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;\n', '']],
    killedBy: [rowSecurity],
  },
  {
    name: 'the platform’s policy is everybody’s',
    mode: 'a policy with a hole',
    file: security,
    edits: [['ON ${table} TO ${platformRole} USING', 'ON ${table} USING']],
    killedBy: [rowSecurity],
  },
  {
    name: 'no store set means every store',
    mode: 'a policy with a hole',
    file: security,
    edits: [
      [
        'const own = `${storeColumn} = ${currentStoreSql}`;',
        'const own = `coalesce(${storeColumn} = ${currentStoreSql}, true)`;',
      ],
    ],
    killedBy: [attacks],
  },
  {
    name: 'a migration grants a table and forgets its policy',
    mode: 'a policy with a hole',
    file: 'libs/knowledge/src/migrations/1764000600100-create-check-questions.ts',
    edits: [
      [
        "await secureStoreTable(runner, 'check_questions');",
        "void secureStoreTable;\n    await runner.query('GRANT ALL ON check_questions TO storehand_runtime, storehand_platform');",
      ],
    ],
    killedBy: [rowSecurity],
  },
  {
    name: 'a migration makes a view with its owner’s rights',
    mode: 'a policy with a hole',
    file: 'libs/knowledge/src/migrations/1764000600100-create-check-questions.ts',
    edits: [
      [
        "await secureStoreTable(runner, 'check_questions');",
        "await secureStoreTable(runner, 'check_questions');\n    await runner.query('CREATE VIEW asked AS SELECT * FROM check_questions; GRANT SELECT ON asked TO storehand_runtime');",
      ],
    ],
    killedBy: [rowSecurity],
  },
  {
    name: 'finding forgets the store',
    mode: 'a statement without the store',
    file: repository,
    edits: [['return { ...where, storeId: scope.storeId } as', 'return { ...where } as']],
    killedBy: [attacks],
  },
  {
    name: 'a statement need not bind the store',
    mode: 'a statement without the store',
    file: repository,
    edits: [
      ['if (!/\\b(store_id|stores)\\b[^;]*\\$1\\b/.test(sql))', 'if (!/\\bFROM\\b/i.test(sql))'],
    ],
    killedBy: [attacks],
  },
  {
    name: 'a store in the condition wins over the scope',
    mode: 'a caller who names the store',
    file: repository,
    edits: [
      [
        'return { ...where, storeId: scope.storeId } as',
        'return { storeId: scope.storeId, ...where } as',
      ],
    ],
    killedBy: [attacks],
  },
  {
    name: 'a store in a new row wins over the scope',
    mode: 'a caller who names the store',
    file: repository,
    edits: [['({ ...row, storeId: scope.storeId })', '({ storeId: scope.storeId, ...row })']],
    killedBy: [attacks],
  },
  {
    name: 'a patch may move a row to another store',
    mode: 'a caller who names the store',
    file: repository,
    edits: [['  delete copy.storeId;\n', '']],
    killedBy: [attacks],
  },
  {
    name: 'alternatives in a condition are let through',
    mode: 'a caller who names the store',
    file: repository,
    edits: [
      [
        "if (Array.isArray(where)) throw new Error('Alternatives in a condition could leave the store.');",
        '',
      ],
    ],
    killedBy: [attacks],
  },
  {
    name: 'whatever a caller adds to the options of finding counts',
    mode: 'a caller who names the store',
    file: repository,
    edits: [
      [
        'manager.find(this.entity, { where: scoped<E>(scope, where), order, take }),',
        'manager.find(this.entity, { where: scoped<E>(scope, where), order, take, ...options }),',
      ],
    ],
    killedBy: [attacks],
  },
  {
    name: 'a store reads the first of all stores',
    mode: 'a statement without the store',
    file: 'libs/tenancy/src/stores/store.repository.ts',
    edits: [
      [
        'manager.findOne(Store, { where: { id: scope.storeId } }),',
        'manager.findOne(Store, { where: {}, order: { id: "ASC" } }),',
      ],
    ],
    killedBy: ['test/integration/tenancy.int-spec.ts'],
  },
  {
    name: 'erasing a store forgets a table',
    mode: 'an erasure that leaves something',
    file: 'libs/tenancy/src/database/store-tables.ts',
    edits: [['...sorted.map(', "...sorted.filter((name) => name !== 'webhook_deliveries').map("]],
    killedBy: ['test/isolation/routes.spec.ts'],
  },
];
