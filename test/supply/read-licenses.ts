import { z } from 'zod';

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.unknown().optional(),
      dev: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

export interface LicensedPackage {
  name: string;
  version: string;
  license: string;
  /** Why somebody should look at it: no licence is named, or one that asks for the source of what uses it. */
  doubt: 'unknown' | 'copyleft' | null;
  hasInstallScript: boolean;
}

const copyleft = /\b(A?GPL|LGPL|MPL|EPL|CDDL|EUPL|OSL|SSPL|CC-BY-SA)\b/i;

/** The packages of a lock file that a deployment installs, with their licences, by name. */
export function readLicenses(lock: unknown): LicensedPackage[] {
  const { packages } = lockfile.parse(lock);
  return Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { name, version = '', license, hasInstallScript = false }]) => ({
      name: name ?? place.replace(/^.*node_modules\//, ''),
      version,
      license: typeof license === 'string' ? license : 'unknown',
      doubt: doubtOf(license),
      hasInstallScript,
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function doubtOf(license: unknown): LicensedPackage['doubt'] {
  if (typeof license !== 'string' || /^(unknown|unlicensed|see license)/i.test(license)) {
    return 'unknown';
  }
  // of a choice, one that asks for nothing is enough
  const choices = license.replaceAll(/[()]/g, '').split(/\s+OR\s+/i);
  return choices.every((choice) => copyleft.test(choice)) ? 'copyleft' : null;
}
