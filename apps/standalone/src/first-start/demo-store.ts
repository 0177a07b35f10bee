import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { fillDemoStore } from './fill-demo-store.js';
import type { LocalApi } from './local-api.js';

const noteSchema = z.object({ storeId: z.uuid(), isKeyShown: z.boolean() });
type Note = z.infer<typeof noteSchema>;

export interface DemoStore {
  storeId: string;
  /** Only when it was made: a key is shown once. */
  storeKey?: string;
  /** Why it knows nothing, where its made-up shop could not be given to it. */
  problem?: string;
}

/**
 * Makes the store "Demo", with a made-up shop and a key, where the database holds none: at the first start, and at the
 * first one on another DATABASE_URL. Its id is noted down before it is created, so that a start that was cut off half-way
 * goes on with the same store. A demo without its shop is no reason not to start.
 */
export async function openDemoStore(api: LocalApi, dataDirectory: string): Promise<DemoStore> {
  const file = path.join(dataDirectory, 'demo-store.json');
  const note = readNote(file) ?? writeNote(file, { storeId: randomUUID(), isKeyShown: false });
  const { storeId } = note;
  const demo = { id: storeId, name: 'Demo' };
  const made = await api.post('/stores', demo, { unless: 'TENANCY_STORE_EXISTS' });
  if (note.isKeyShown && made === undefined) return { storeId };
  writeNote(file, { storeId, isKeyShown: false });
  const problem = await fillDemoStore(api, storeId).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const answer = await api.post(`/stores/${storeId}/keys`, { kind: 'store', name: 'demo' });
  const { key } = z.object({ key: z.string() }).parse(answer);
  writeNote(file, { storeId, isKeyShown: true });
  return { storeId, storeKey: key, problem };
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
