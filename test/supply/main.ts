import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { readAudit } from './read-audit.js';
import { readLicenses } from './read-licenses.js';

/** `npm run supply [-- audit|licenses|sbom|lock]`: what a deployment installs; without a name, all but the SBOM. */
const checks: Readonly<Record<string, () => boolean>> = { lock, audit, licenses };

function npm(...args: string[]): { status: number | null; stdout: string } {
  return spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** `npm ci` refuses a lock file that is not in step with package.json; a dry run installs nothing. */
function lock(): boolean {
  const { status } = npm('ci', '--dry-run', '--ignore-scripts', '--no-audit');
  say(status === 0 ? 'lock: in step with package.json' : 'lock: NOT in step with package.json');
  return status === 0;
}

function audit(): boolean {
  const verdict = readAudit(npm('audit', '--omit=dev', '--json').stdout);
  if (verdict.state === 'not audited') {
    say('audit: not audited, the registry answers no audits');
    return true;
  }
  say(`audit: ${verdict.state}${verdict.severe.map((name) => `\n  ${name}`).join('')}`);
  return verdict.state === 'clean';
}

function licenses(): boolean {
  const all = readLicenses(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const counts = new Map<string, number>();
  for (const { license } of all) counts.set(license, (counts.get(license) ?? 0) + 1);
  say(`licenses: ${all.length} packages`);
  for (const [name, count] of [...counts].sort(([, one], [, other]) => other - one)) {
    say(`  ${String(count).padStart(4)} ${name}`);
  }
  for (const { name, version, license, doubt } of all) {
    if (doubt !== null) say(`  ${doubt}: ${name} ${version} (${license})`);
  }
  const scripts = all.filter(({ hasInstallScript }) => hasInstallScript);
  say(`install scripts: ${scripts.map(({ name }) => name).join(', ') || 'none'}`);
  return true;
}

/** CycloneDX on standard output, and nothing else there. */
function sbom(): boolean {
  const { status, stdout } = npm('sbom', '--omit=dev', '--sbom-format', 'cyclonedx');
  process.stdout.write(stdout);
  return status === 0;
}

const [name] = process.argv.slice(2);
const wanted = name === undefined ? Object.values(checks) : [{ ...checks, sbom }[name]];
if (wanted.includes(undefined)) {
  process.stderr.write(`Which? ${[...Object.keys(checks), 'sbom'].join(', ')}\n`);
  process.exit(1);
}
const results = wanted.map((check) => check?.());
process.exitCode = results.includes(false) ? 1 : 0;
