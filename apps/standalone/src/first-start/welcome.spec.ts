import path from 'node:path';

import { welcome, type WelcomeFacts } from './welcome.js';

const facts: WelcomeFacts = {
  url: 'http://127.0.0.1:8001',
  dataDirectory: path.resolve('.storehand'),
  isEmbedded: true,
  storeId: '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11',
  isKeyGiven: false,
};
const commandsOf = (more: Partial<WelcomeFacts>) =>
  welcome({ ...facts, ...more })
    .split('\n')
    .filter((line) => /^ {4}(npm|export) /.test(line))
    .map((line) => line.trim());

describe('welcome', () => {
  it('prints two commands that need nothing else', () => {
    const [ask = '', demo = '', ...more] = commandsOf({ adminKey: 'sh_admin_x', storeKey: 'x' });

    expect(ask).toMatch(/^npm run -s cli -- ask ".+\?" --store-id [0-9a-f-]{36}$/);
    expect(demo).toMatch(/^npm run -s demo -- https:/);
    expect(more).toEqual([]);
  });

  it('says that the shop is made up, and where there is none, why', () => {
    const empty = welcome({ ...facts, problem: 'The queue is full.' });

    expect(welcome(facts)).toMatch(/whose shop is made up/);
    expect(empty).toMatch(/demo store is empty; .+: The queue is full\./);
    expect(empty).not.toContain('ask "');
  });

  it('names the server where it is not the usual one', () => {
    const commands = commandsOf({ url: 'http://127.0.0.1:9000' });

    expect(commands.every((line) => line.endsWith('--api-url http://127.0.0.1:9000'))).toBe(true);
  });

  it('tells the CLI where the generated key is, in another data directory', () => {
    expect(commandsOf({ dataDirectory: "/srv/anna's data" })[0]).toBe(
      "export STOREHAND_DATA_DIR='/srv/anna'\\''s data'",
    );
  });

  it('asks for the admin key where it is not generated', () => {
    expect(commandsOf({ isKeyGiven: true })[0]).toMatch(
      /^export STOREHAND_API_KEY=… {3}# your ADMIN_API_KEY$/,
    );
  });

  it('leads to the console and the documentation', () => {
    expect(welcome(facts)).toContain(`${facts.url}/console`);
    expect(welcome(facts)).toContain(`${facts.url}/docs`);
  });

  it('shows keys at the first start only', () => {
    const keys = { adminKey: 'sh_admin_x', storeKey: 'sh_store_x' };

    expect(welcome({ ...facts, ...keys })).toMatch(/shown this once[^]*sh_admin_x[^]*sh_store_x/);
    expect(welcome(facts)).not.toContain('shown this once');
  });
});
