import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openDataDirectory } from './open-data-directory.js';

describe('openDataDirectory', () => {
  let place: string;

  beforeAll(() => {
    place = mkdtempSync(path.join(tmpdir(), 'data-directory-'));
    writeFileSync(path.join(place, 'file'), '');
  });
  afterAll(() => rmSync(place, { recursive: true }));

  it('makes what is missing, closed to other users, and takes what is there', () => {
    const directory = path.join(place, 'a', 'b');

    openDataDirectory(directory);
    openDataDirectory(directory);

    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  it.each(['file', 'file/below'])('refuses %s in one sentence', (name) => {
    const directory = path.join(place, name);

    expect(() => openDataDirectory(directory)).toThrow(
      `STOREHAND_DATA_DIR ${directory} cannot be used: a file stands in its place; set it to a directory that this user may write.`,
    );
  });

  it('returns where the system makes no directories', () => {
    expect(() => openDataDirectory('/proc/storehand/data')).toThrow('STOREHAND_DATA_DIR');
  });
});
