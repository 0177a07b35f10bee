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
  it('prints three commands that need nothing else', () => {
    const commands = commandsOf({ adminKey: 'sh_admin_x', storeKey: 'sh_store_x' });

    expect(commands.map((line) => line.split(' ')[5])).toEqual(['ingest', 'status', 'ask']);
    expect(commands.every((line) => line.endsWith(`--store-id ${facts.storeId}`))).toBe(true);
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

  it('gives the CLI the store key where the admin key is not generated', () => {
    const given = { isKeyGiven: true };

    expect(commandsOf({ ...given, storeKey: 'sh_store_x' })[0]).toBe(
      'export STOREHAND_API_KEY=sh_store_x',
    );
    expect(commandsOf(given)[0]).toMatch(/^export STOREHAND_API_KEY=… {3}# the store key/);
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
