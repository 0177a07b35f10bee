/**
 * One Jest configuration for every suite. Nest 12 is ESM-only while Jest's mature mode is CommonJS: from Node 24.9 on,
 * Jest can `require` ES modules, so only our TypeScript is transformed; below it, node_modules is transformed as well.
 */
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
const requiresEsm = major > 24 || (major === 24 && minor >= 9);

const swc = [
  // with a seeded bug in it, where a proof asks for that
  process.env.STOREHAND_MUTATION ? '<rootDir>/test/support/jest/mutating-swc.mjs' : '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
  },
];

const shared = {
  rootDir,
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json', 'node'],
  transform: requiresEsm ? { '\\.m?ts$': swc } : { '\\.(ts|m?js)$': swc },
  transformIgnorePatterns: requiresEsm
    ? ['/node_modules/']
    : ['/node_modules/(@swc|@jest|jest[^/]*|typescript)/'],
  moduleNameMapper: {
    '^@app/(tenancy|knowledge|agent|client)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const suite = (name, testMatch, more = {}) => ({
  ...shared,
  displayName: name,
  testMatch,
  ...more,
});
const withServices = {
  globalSetup: '<rootDir>/test/support/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/jest/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/support/jest/own-services.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/jest/after-env.ts'],
};

const witness = {
  ...withServices,
  setupFilesAfterEnv: [
    ...withServices.setupFilesAfterEnv,
    '<rootDir>/test/support/sql-witness/sql-witness.ts',
  ],
};

export default {
  rootDir,
  testTimeout: 120_000,
  maxWorkers: 2,
  // modules of a file stay in its worker's memory for good, which ends at 4 GB
  workerIdleMemoryLimit: '1.5GB',
  testSequencer: '<rootDir>/test/support/jest/longest-first.mjs',
  projects: [
    suite('unit', [
      '<rootDir>/{apps,libs}/**/*.spec.ts',
      '<rootDir>/test/{support,eval,supply,bench,proofs}/**/*.spec.ts',
    ]),
    suite('architecture', ['<rootDir>/test/architecture/**/*.spec.ts']),
    suite('integration', ['<rootDir>/test/integration/**/*.int-spec.ts'], witness),
    suite('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts'], witness),
    suite('isolation', ['<rootDir>/test/isolation/**/*.spec.ts'], withServices),
  ],
};
