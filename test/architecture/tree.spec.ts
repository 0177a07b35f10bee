import { readdirSync } from 'node:fs';

import { exists, foldersIn, projectFiles, root } from './reading/project-files.js';

/** All that stands at the top; dot-files and what tools generate aside. */
const top = [
  'README.md',
  'apps',
  'docker',
  'docker-compose.yml',
  'libs',
  'nest-cli.json',
  'package-lock.json',
  'package.json',
  'test',
  'tsconfig.json',
];
const generated = new Set(['node_modules', 'dist', 'coverage']);

describe('the tree', () => {
  it('has at its top what the design names and nothing else', () => {
    const standing = readdirSync(root).filter(
      (name) => !name.startsWith('.') && !generated.has(name),
    );

    expect(standing.sort()).toEqual([...top].sort());
    expect(exists('.env.example')).toBe(true);
  });

  it('has four processes, what browsers run and people read over three rooms, and a client', () => {
    expect(foldersIn('apps')).toEqual([
      'apps/api',
      'apps/cli',
      'apps/console',
      'apps/guides',
      'apps/standalone',
      'apps/widget',
      'apps/worker',
    ]);
    expect(foldersIn('libs')).toEqual([
      'libs/agent',
      'libs/client',
      'libs/knowledge',
      'libs/tenancy',
    ]);
  });

  it('gives every process an entry and every room a front door and a README', () => {
    const inBrowsers = ['apps/console', 'apps/guides', 'apps/widget'];
    const processes = foldersIn('apps').filter((app) => !inBrowsers.includes(app));
    const entries = processes.flatMap((app) => [`${app}/src/main.ts`, `${app}/tsconfig.app.json`]);
    const doors = foldersIn('libs').flatMap((lib) => [
      `${lib}/src/index.ts`,
      `${lib}/README.md`,
      `${lib}/tsconfig.lib.json`,
    ]);

    expect([...entries, ...doors].filter((file) => !exists(file))).toEqual([]);
  });

  it('has no folder for things without a home', () => {
    const files = projectFiles('.', /^(apps|libs|test)\//);
    const homeless = files.filter((file) =>
      /\/(common|shared|core|utils?|helpers?|misc)\//.test(file),
    );

    expect(files.length).toBeGreaterThan(50);
    expect(homeless).toEqual([]);
  });

  it('keeps unit specs beside the code, and the others in test', () => {
    const far = projectFiles('.', /\.(int|e2e)-spec\.ts$/).filter(
      (file) => !file.startsWith('test/'),
    );

    expect(far).toEqual([]);
  });

  it('keeps controllers in the api, processors in the worker and entities in the rooms', () => {
    const files = projectFiles('.', /^(apps|libs)\/.*\.(controller|processor|entity)\.ts$/);
    const strays = files.filter(
      (file) =>
        !/^apps\/api\/.*\.controller\.ts$|^apps\/worker\/.*\.processor\.ts$|^libs\/.*\.entity\.ts$/.test(
          file,
        ),
    );

    expect(files).not.toEqual([]);
    expect(strays).toEqual([]);
  });
});
