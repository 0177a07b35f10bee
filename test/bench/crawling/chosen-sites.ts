import { madeUpDocs, madeUpShop, type NamedSite } from './made-up-sites.js';
import { filesOfFolder } from './memory-site.js';

/** The site of a folder, else a made-up one of each kind. */
export function chosenSites(folder: string, start: string): NamedSite[] {
  if (folder === '') return [madeUpDocs(), madeUpShop()];
  return [{ name: folder, files: filesOfFolder(folder), start }];
}
