import type { PlatformRepository } from '../database/platform.repository.js';
import { KeyDirectory } from './key-directory.js';
import { generateKey, hashKey } from './key-text.js';
import { KeyUses } from './key-uses.js';

/** A directory over made-up rows, and the statements that it ran. */
function over(rows: (hash: Buffer) => object[]) {
  const asked: string[] = [];
  const platform = {
    rows: (sql: string, [hash]: [Buffer]) => {
      asked.push(sql);
      return Promise.resolve(rows(hash));
    },
  } as unknown as PlatformRepository;
  const nowhere = { rows: () => Promise.resolve([]) } as unknown as PlatformRepository;
  return { directory: new KeyDirectory(platform, new KeyUses(nowhere)), asked };
}

const rowOf = (key: string, more: object = {}) => ({
  id: 'k',
  storeId: 's',
  kind: 'store',
  allowedOrigins: [],
  scopes: null,
  expiresAt: null,
  keyHash: hashKey(key),
  isStoreActive: true,
  ...more,
});

describe('the directory of keys', () => {
  it('asks nobody about a text that is no key', async () => {
    const key = generateKey('store');
    const { directory, asked } = over(() => [rowOf(key)]);

    for (let i = 0; i < key.length; i++) {
      const typo = key[i] === 'x' ? 'y' : 'x';
      expect(await directory.find(key.slice(0, i) + typo + key.slice(i + 1))).toBeNull();
    }

    expect(asked).toEqual([]);
  });

  it('asks once for what it was asked often, found or not', async () => {
    const key = generateKey('store');
    const { directory, asked } = over((hash) => (hash.equals(hashKey(key)) ? [rowOf(key)] : []));
    const unknown = generateKey('store');

    for (let i = 0; i < 5; i++) {
      expect(await directory.find(key)).toMatchObject({ id: 'k' });
      expect(await directory.find(unknown)).toBeNull();
    }

    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(asked[1]);
  });

  it('remembers a key no longer than it lives', async () => {
    const key = generateKey('store');
    let isOver = false;
    const expiresAt = new Date(Date.now() + 50);
    const { directory } = over(() => (isOver ? [] : [rowOf(key, { expiresAt })]));
    expect(await directory.find(key)).not.toBeNull();

    isOver = true;
    await new Promise((resolve) => setTimeout(resolve, 60));

    expect(await directory.find(key)).toBeNull();
  });

  it('only reads, however a key is looked for', async () => {
    const key = generateKey('store');
    const { directory, asked } = over(() => [rowOf(key)]);

    await directory.find(key);
    await directory.findById('k');
    await directory.endedOf([{ keyId: 'k' }]);

    expect(asked).toHaveLength(3);
    expect(asked.filter((sql) => !/^\s*SELECT\b/.test(sql))).toEqual([]);
  });

  it('tells whose key has ended, or is bound to another site by now', async () => {
    const { directory } = over(() => [
      { id: 'k', allowedOrigins: ['https://shop.example'] },
      { id: 'server', allowedOrigins: [] },
    ]);
    const at = (keyId: string, origin?: string) => ({ keyId, origin });

    const ended = await directory.endedOf([
      at('k', 'https://shop.example'),
      at('k', 'https://old.example'),
      at('server'),
      at('gone'),
    ]);

    expect(ended).toEqual([at('k', 'https://old.example'), at('gone')]);
  });

  it('gives a widget key no more than chat, whatever its row says', async () => {
    const key = generateKey('widget');
    const row = rowOf(key, { kind: 'widget', scopes: ['settings', 'chat'] });

    expect(await over(() => [row]).directory.find(key)).toMatchObject({ scopes: ['chat'] });
  });

  it('does not take a row for a key whose hash it is not', async () => {
    const key = generateKey('store');

    expect(await over(() => [rowOf(generateKey('store'))]).directory.find(key)).toBeNull();
  });
});
