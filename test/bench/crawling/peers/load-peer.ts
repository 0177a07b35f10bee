import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package of `installPeers`; what it exports is the business of who asks for it. */
export async function loadPeer<T>(folder: string, name: string): Promise<T> {
  const found = createRequire(path.join(folder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(found).href)) as T;
}
