import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { arrows } from './dependency-cruiser.config.mjs';
import { root } from './reading/project-files.js';

interface Violation {
  from: string;
  rule: { name: string };
}

const config = path.join(root, 'test/architecture/dependency-cruiser.config.mjs');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** One made-up file per rule; the text breaks exactly the rule it is listed under. */
const crossings: Record<string, [file: string, text: string]> = {
  'no-rings': ['libs/agent/src/ring.ts', "export { turn as ring } from './turn.js';"],
  'apps-are-apart': ['apps/worker/src/a.ts', "export { port } from '../../api/src/port.js';"],
  'libs-below-apps': [
    'libs/knowledge/src/b.ts',
    "export { port } from '../../../apps/api/src/port.js';",
  ],
  'tenancy-is-the-floor': [
    'libs/tenancy/src/c.ts',
    "import type { P } from '@app/knowledge'; export type C = P;",
  ],
  'knowledge-below-agent': ['libs/knowledge/src/d.ts', "export { talk } from '@app/agent';"],
  'front-door-only': [
    'apps/api/src/e.ts',
    "export { Page } from '../../../libs/knowledge/src/pages/page.entity.js';",
  ],
  'not-through-your-own-door': ['libs/agent/src/f.ts', "export { talk as f } from '@app/agent';"],
  'cli-is-a-client': ['apps/cli/src/g.ts', "export { floor } from '@app/tenancy';"],
  'console-is-a-client': ['apps/console/src/g.ts', "export { floor } from '@app/tenancy';"],
  'client-knows-no-room': [
    'libs/client/src/h.ts',
    "import type { P } from '@app/knowledge'; export type H = P;",
  ],
  'client-is-for-clients': ['apps/worker/src/h.ts', "export { ask } from '@app/client';"],
  'client-runs-in-browsers': ['libs/client/src/n.ts', "export { sep } from 'node:path';"],
  'standalone-starts-processes': ['apps/standalone/src/h.ts', "export { talk } from '@app/agent';"],
  'no-test-code-in-products': [
    'apps/api/src/i.ts',
    "export { site } from '../../../test/support/site.js';",
  ],
  'nouns-below-verbs': [
    'libs/knowledge/src/pages/j.ts',
    "export { cut } from '../chunking/cut.js';",
  ],
  'entities-are-columns': [
    'libs/knowledge/src/pages/k.entity.ts',
    "export { PageService } from './page.service.js';",
  ],
  'repositories-ask-no-service': [
    'libs/knowledge/src/pages/l.repository.ts',
    "export { PageService } from './page.service.js';",
  ],
  'doors-ask-services': ['apps/api/src/m.controller.ts', "export { R } from './n.repository.js';"],
  'ask-its-service': [
    'libs/knowledge/src/sources/o.ts',
    "export { PageRepository } from '../pages/page.repository.js';",
  ],
  'verbs-ask-services': [
    'libs/knowledge/src/publishing/n.ts',
    "export { IngestRepository } from '../ingests/ingest.repository.js';",
  ],
  'packages-are-declared': [
    'libs/agent/src/p.ts',
    "import jest from 'jest'; export const p = jest;",
  ],
  'everything-resolves': ['libs/agent/src/q.ts', "export { q } from './nowhere.js';"],
  'everything-is-used': ['libs/agent/src/lonely.ts', 'export const lonely = 1;'],
};

/** What a tidy repository looks like; nothing in it may be reported. */
const tidy: Record<string, string> = {
  'apps/api/src/main.ts': "export { talk } from '@app/agent'; export { port } from './port.js';",
  'apps/api/src/port.ts': 'export const port = 8001;',
  'apps/api/src/n.repository.ts': "export { floor as R } from '@app/tenancy';",
  'libs/tenancy/src/index.ts': 'export const floor = 1;',
  'libs/knowledge/src/index.ts':
    "export { PageService } from './pages/page.service.js'; export { cut } from './chunking/cut.js'; export type P = 1;",
  'libs/knowledge/src/pages/page.entity.ts': 'export class Page {}',
  'libs/knowledge/src/pages/page.repository.ts':
    "import { Page } from './page.entity.js'; export class PageRepository { page = Page; }",
  'libs/knowledge/src/pages/page.service.ts':
    "export { PageRepository as PageService } from './page.repository.js';",
  'libs/knowledge/src/ingests/ingest.repository.ts':
    "export { Page as IngestRepository } from '../pages/page.entity.js';",
  'libs/knowledge/src/ingests/ingest.service.ts':
    "export { IngestRepository as IngestService } from './ingest.repository.js';",
  'libs/knowledge/src/chunking/cut.ts':
    "export { PageService as cut } from '../pages/page.service.js';",
  'libs/client/src/index.ts': "export { z as ask } from 'zod';",
  'libs/client/write.mjs': "export { default as types } from 'openapi-typescript';",
  'apps/cli/src/main.ts': "export { ask } from '@app/client';",
  'libs/agent/src/index.ts': "export { turn as talk } from './turn.js'; export { z } from 'zod';",
  'libs/agent/src/turn.ts': "export { floor as turn } from '@app/tenancy';",
  'test/support/site.ts': "export { talk as site } from '@app/agent';",
};

describe('the arrows between folders', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'arrows-'));
    for (const name of ['tsconfig.json', 'package.json'])
      cpSync(path.join(root, name), path.join(folder, name));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    writeAll(folder, tidy);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('let a tidy repository pass', () => {
    expect(violations(folder)).toEqual([]);
  });

  it('are each held by a rule that sees its crossing', () => {
    writeAll(folder, Object.fromEntries(Object.values(crossings)));
    writeAll(folder, { 'libs/agent/src/turn.ts': "export { ring as turn } from './ring.js';" });

    const seen = violations(folder).map(({ rule, from }) => `${rule.name} ${from}`);

    expect(seen).toEqual(
      expect.arrayContaining(Object.entries(crossings).map(([name, [file]]) => `${name} ${file}`)),
    );
  });

  it('has a crossing on trial for every rule', () => {
    expect(Object.keys(crossings).sort()).toEqual(arrows.map(({ name }) => name).sort());
  });
});

function writeAll(folder: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  }
}

function violations(folder: string): Violation[] {
  const args = [cruiser, '--config', config, '--output-type', 'json', 'apps', 'libs', 'test'];
  const report = runToTheEnd(args, folder);
  return (JSON.parse(report) as { summary: { violations: Violation[] } }).summary.violations;
}

/** The cruiser leaves with a code other than 0 when it found something; its report is wanted either way. */
function runToTheEnd(args: string[], cwd: string): string {
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
