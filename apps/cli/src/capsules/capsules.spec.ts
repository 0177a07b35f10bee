import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  aProblem,
  CliSession,
  refusing,
  type Reply,
  storeId,
} from '../../../../test/support/cli-session.js';

const session = new CliSession();
const folder = mkdtempSync(path.join(tmpdir(), 'capsules-'));
const route = `GET /stores/${storeId}/capsule`;

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await session.close();
});

const fileOf = (name: string) => path.join(folder, name);
const left = (name: string) => readdirSync(folder).filter((file) => file.startsWith(name));

/** Sends these bytes as a server does whose checksum is of `whole`. */
const sending =
  (bytes: string, whole = bytes): Reply =>
  (_, response) => {
    const sha256 = createHash('sha256').update(whole).digest('base64');
    response.setHeader('content-type', 'application/gzip');
    response.setHeader('repr-digest', `sha-256=:${sha256}:`);
    return response.end(bytes);
  };

const imported = {
  store_id: storeId,
  placement: 'acme',
  verified: { tables: 34, rows: 20_311 },
  dropped: [{ table: 'webhooks', column: 'secret', rows: 1 }],
};

describe('a capsule', () => {
  it('is saved for its owner alone once all of it is there, with what to do next', async () => {
    const file = fileOf('whole.capsule');
    session.routes[route] = sending('a capsule');

    const { code, out, err } = await session.run('store', 'export', storeId, '--out', file);

    expect([code, out]).toEqual([0, `Saved ${file}, 9 bytes.\n`]);
    expect(err).toContain(`store import ${file}`);
    expect(readFileSync(file, 'utf8')).toBe('a capsule');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind where it is not what was sent, or breaks off', async () => {
    session.routes[route] = sending('half a', 'half a capsule');
    const other = await session.run('store', 'export', storeId, '--out', fileOf('bad.capsule'));
    session.routes[route] = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/gzip', 'content-length': 100 });
      response.write('half', () => response.destroy());
      return response;
    };
    const half = await session.run('store', 'export', storeId, '--out', fileOf('bad.capsule'));

    expect([other.code, other.err]).toEqual([1, expect.stringContaining('export the store again')]);
    expect([half.code, half.err]).toEqual([1, expect.stringContaining('could not be written')]);
    expect(left('bad')).toEqual([]);
  });

  it('takes the place of no file that is there, and of none where the server refuses', async () => {
    const file = fileOf('there.capsule');
    writeFileSync(file, 'mine');
    session.routes[route] = refusing(409, aProblem('TENANCY_STORE_MOVING', 409));

    const there = await session.run('store', 'export', storeId, '--out', file);
    const asked = session.seen.length;
    const refused = await session.run('store', 'export', storeId, '--out', fileOf('no.capsule'));

    expect([there.code, asked, readFileSync(file, 'utf8')]).toEqual([1, 0, 'mine']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('It failed.')]);
    expect(left('no')).toEqual([]);
  });

  it('is sent as it is, with what was wished, and tells what was left out', async () => {
    const file = fileOf('sent.capsule');
    writeFileSync(file, 'a capsule');
    const query = 'placement=acme&domain=&without_credentials=true&accept_model=true';
    session.routes[`POST /capsules?${query}`] = () => imported;

    const { code, out, err } = await session.run(
      ...['store', 'import', file, '--placement', 'acme', '--domain', ''],
      ...['--without-credentials', '--accept-model'],
    );

    expect([code, out]).toEqual([
      0,
      `Imported store ${storeId} into acme: 20311 rows of 34 tables are alike.\n`,
    ]);
    expect(err).toContain('Left out: 1 of webhooks.secret.');
    expect(session.seen).toMatchObject([
      { body: 'a capsule', headers: { 'content-type': 'application/gzip' } },
    ]);
  });

  it('that is not there is told of in one sentence, and one that is refused with the reason', async () => {
    const file = fileOf('large.capsule');
    writeFileSync(file, 'a capsule');
    session.routes['POST /capsules'] = refusing(413, aProblem('TENANCY_CAPSULE_TOO_LARGE', 413));

    const missing = await session.run('store', 'import', fileOf('missing.capsule'));
    const asked = session.seen.length;
    const refused = await session.run('store', 'import', file, '--json');

    expect([missing.code, asked]).toEqual([1, 0]);
    expect(missing.err).toContain('missing.capsule" is not there; check the path.');
    expect([refused.code, JSON.parse(refused.err)]).toEqual([
      1,
      expect.objectContaining({ code: 'TENANCY_CAPSULE_TOO_LARGE' }),
    ]);
  });
});
