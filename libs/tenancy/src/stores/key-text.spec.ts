import { generateKey, hashKey, isKeyText, keyPrefix } from './key-text.js';

describe('API keys', () => {
  it('never repeat and carry their kind', () => {
    const keys = Array.from({ length: 200 }, () => generateKey('widget'));

    expect(new Set(keys).size).toBe(200);
    expect(keys.every((key) => key.startsWith('sh_widget_') && isKeyText(key))).toBe(true);
  });

  it('reject every error of one character: another one, one too many, one too few', () => {
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_';
    for (let made = 0; made < 20; made++) {
      const key = generateKey(made % 2 ? 'store' : 'widget');
      const wrong: string[] = [];
      for (let i = 0; i <= key.length; i++) {
        if (i < key.length) wrong.push(key.slice(0, i) + key.slice(i + 1));
        for (const c of alphabet) {
          wrong.push(key.slice(0, i) + c + key.slice(i));
          if (i < key.length && c !== key[i]) wrong.push(key.slice(0, i) + c + key.slice(i + 1));
        }
      }

      expect(wrong.filter(isKeyText)).toEqual([]);
      expect(wrong.length).toBeGreaterThan(4_000);
    }
  });

  it('reject swapped neighbours, cut and padded texts', () => {
    const key = generateKey('store');
    const swapped = key.slice(0, 12) + key[13] + key[12] + key.slice(14);

    for (const text of [key.slice(0, -1), `${key}0`, ` ${key}`, '', 'sh_store_', `\u0000${key}`]) {
      expect(isKeyText(text)).toBe(false);
    }
    expect(swapped === key || !isKeyText(swapped)).toBe(true);
  });

  it('show only their first four random characters in the prefix', () => {
    const key = generateKey('store');

    expect(keyPrefix(key)).toHaveLength('sh_store_'.length + 4);
    expect(key.startsWith(keyPrefix(key))).toBe(true);
    expect(hashKey(key)).toHaveLength(32);
  });
});
