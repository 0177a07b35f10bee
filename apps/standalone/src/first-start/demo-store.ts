import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { LocalApi } from './local-api.js';

const noteSchema = z.object({ storeId: z.uuid(), isKeyShown: z.boolean() });
type Note = z.infer<typeof noteSchema>;

export interface DemoStore {
  storeId: string;
  /** Only at the first start: a key is shown once. */
  storeKey?: string;
}

/**
 * Makes the store "Demo" and a key for it when the data directory knows of none. Its id is noted down before it is
 * created, so that a start that was cut off half-way goes on with the same store.
 */
export async function openDemoStore(api: LocalApi, dataDirectory: string): Promise<DemoStore> {
  const file = path.join(dataDirectory, 'demo-store.json');
  const note = readNote(file) ?? writeNote(file, { storeId: randomUUID(), isKeyShown: false });
  const { storeId } = note;
  if (note.isKeyShown) return { storeId };
  await api.post('/stores', { id: storeId, name: 'Demo' }, { unless: 'TENANCY_STORE_EXISTS' });
  const answer = await api.post(`/stores/${storeId}/keys`, { kind: 'store', name: 'demo' });
  const { key } = z.object({ key: z.string() }).parse(answer);
  writeNote(file, { storeId, isKeyShown: true });
  return { storeId, storeKey: key };
}

function readNote(file: string): Note | undefined {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function writeNote(file: string, note: Note): Note {
  writeFileSync(`${file}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return note;
}
