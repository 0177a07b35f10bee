import path from 'node:path';

import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';

import { imageOf, isOurs, leavesWithinSeconds } from './reading/deployment.js';
import { exists, projectFiles, read, root } from './reading/project-files.js';

const folder = 'docker/kubernetes';

interface Probe {
  httpGet?: { path: string; port: string };
  tcpSocket?: { port: string };
}

interface Container {
  name: string;
  image: string;
  command?: string[];
  ports?: { name: string; containerPort: number }[];
  envFrom: Record<'configMapRef' | 'secretRef', { name: string } | undefined>[];
  startupProbe?: Probe;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  lifecycle?: { preStop: { sleep: { seconds: number } } };
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  volumeMounts?: { mountPath: string }[];
}

interface Labels {
  matchLabels: Record<string, string>;
}

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  data?: Record<string, string>;
  stringData?: Record<string, string>;
  spec: {
    replicas?: number;
    selector?: Labels & Record<string, string>;
    podSelector?: Partial<Labels>;
    scaleTargetRef?: { name: string };
    template: {
      metadata: { labels: Record<string, string> };
      spec: { terminationGracePeriodSeconds?: number; containers: Container[] };
    };
    ports?: { targetPort: string }[];
    rules?: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[];
  };
}

const files = projectFiles(folder, /\.yaml$/).filter(
  (file) => !file.endsWith('kustomization.yaml'),
);
const manifests = files.flatMap((file) =>
  parseAllDocuments(read(file)).map((document) => document.toJS() as Manifest),
);
const of = (kind: string) => manifests.filter((one) => one.kind === kind);
const pods = [...of('Deployment'), ...of('Job')].map((one) => one.spec.template);
const containers = pods.flatMap(({ spec }) => spec.containers);
const containerOf = (name: string) => containers.find((one) => one.name === name) as Container;

/** What a cluster would say to each: unknown and missing fields, and values of another kind. */
function faultsOf(all: readonly Manifest[]): string[] {
  const file = path.join(root, 'test/architecture/made-up.ts');
  const lines = all.map((one, i) => {
    const from = one.apiVersion.startsWith('keda')
      ? '@kubernetes-models/keda'
      : 'kubernetes-models';
    const type = `import('${from}/${one.apiVersion}/${one.kind}').I${one.kind}`;
    return `export const one${i}: ${type} = ${JSON.stringify(one)};`;
  });
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const text = lines.join('\n');
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the manifests', () => {
  it('have the fields of their kinds, and no others', () => {
    expect(manifests.length).toBeGreaterThan(12);
    expect(faultsOf(manifests)).toEqual([]);
  });

  it('are seen to be wrong', () => {
    const [api] = of('Deployment') as [Manifest];
    const wrong = [
      { ...api, spec: { ...api.spec, replica: 2 } },
      { ...api, spec: { ...api.spec, replicas: 'two' } },
      { ...api, spec: { selector: api.spec.selector } },
    ] as unknown as Manifest[];

    expect(wrong.map((one) => faultsOf([one]).length)).toEqual([1, 1, 1]);
  });

  it('are all applied, but for the secrets, which are filled in first', () => {
    const listed = ['', '/migrate'].flatMap((under) => {
      const text = read(`${folder}${under}/kustomization.yaml`);
      const { resources } = parse(text) as { resources: string[] };
      return resources.map((file) => `${folder}${under}/${file}`);
    });

    expect([...listed, `${folder}/secrets.yaml`].sort()).toEqual(files);
  });
});

describe('every container', () => {
  it.each(containers)('$name is closed, bounded and of an image of ours', (container) => {
    const pod = pods.find(({ spec }) => spec.containers.includes(container));

    expect(container).toMatchObject({
      image: expect.stringMatching(/^storehand-(api|worker)$/) as string,
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    });
    expect(pod?.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(imageOf(`docker/${container.image.slice(10)}.Dockerfile`).user).toMatch(/^[1-9]/);
    expect(Object.keys(container.resources.requests)).toEqual(['cpu', 'memory']);
    expect(Object.keys(container.resources.limits)).toEqual(['memory']);
    expect((container.volumeMounts ?? []).filter(({ mountPath }) => mountPath !== '/tmp')).toEqual(
      [],
    );
    expect(container.command === undefined || isOurs(container.command)).toBe(true);
  });

  it('listens where it is asked', () => {
    const [api, worker] = ['api', 'worker'].map((name) => ({
      ports: containerOf(name).ports?.map(({ containerPort }) => String(containerPort)),
      image: imageOf(`docker/${name}.Dockerfile`).environment,
    }));
    const { paths } = JSON.parse(read('apps/api/openapi.json')) as { paths: object };
    const asked = ['livenessProbe', 'readinessProbe'] as const;

    expect(api?.ports).toEqual([api?.image['PORT']]);
    expect(worker?.ports).toEqual([worker?.image['WORKER_HEALTH_PORT']]);
    expect(asked.map((probe) => containerOf('api')[probe]?.httpGet?.path)).toEqual([
      '/health/live',
      '/health/ready',
    ]);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/health/live', '/health/ready']));
    for (const { ports, startupProbe, livenessProbe, readinessProbe } of containers) {
      const names = [startupProbe, livenessProbe, readinessProbe].flatMap(
        (probe) => probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? [],
      );
      expect(names.filter((name) => !ports?.some((port) => port.name === name))).toEqual([]);
    }
  });

  it('has the time to stop', () => {
    for (const { spec } of of('Deployment').map((one) => one.spec.template)) {
      const before = spec.containers[0]?.lifecycle?.preStop.sleep.seconds ?? 0;

      expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(before + leavesWithinSeconds);
    }
    const grace = Number(of('ConfigMap')[0]?.data?.['SHUTDOWN_GRACE_MS']);
    expect(grace).toBeLessThan(leavesWithinSeconds * 1_000);
  });

  it('is told names that are read, by what is there; the owner’s login is for the migration alone', () => {
    const known: string[] = read('.env.example').match(/^[A-Z_]+(?==)/gm) ?? [];
    const told = [...of('ConfigMap'), ...of('Secret')].map(({ metadata, data, stringData }) => ({
      name: metadata.name,
      names: Object.keys({ ...data, ...stringData }),
    }));
    const hinted = files.flatMap((file) => [...read(file).matchAll(/^ +# ([A-Z_]+): /gm)]);
    const names = [...told.flatMap((one) => one.names), ...hinted.map(([, name]) => String(name))];
    const asks = ({ envFrom }: Container) =>
      envFrom.map(({ configMapRef, secretRef }) => configMapRef?.name ?? secretRef?.name);

    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(asks(containerOf('api'))).toEqual(['storehand', 'storehand']);
    expect(asks(containerOf('worker'))).toEqual(['storehand', 'storehand']);
    expect(asks(containerOf('migrate'))).toEqual(['storehand', 'storehand', 'storehand-owner']);
    expect(told.find(({ name }) => name === 'storehand-owner')?.names).toEqual([
      'DATABASE_OWNER_URL',
    ]);
  });
});

describe('what stands around them', () => {
  it('selects pods that there are', () => {
    const selectors = manifests
      .filter(({ kind }) => kind !== 'Job')
      .flatMap(({ kind, spec }) => {
        const labels = kind === 'Service' ? spec.selector : spec?.selector?.matchLabels;
        return [labels, spec?.podSelector?.matchLabels].filter((one) => one !== undefined);
      });
    const lost = selectors.filter(
      (labels) =>
        !pods.some(({ metadata }) =>
          Object.entries(labels).every(([name, value]) => metadata.labels[name] === value),
        ),
    );

    expect(selectors.length).toBeGreaterThan(6);
    expect(lost).toEqual([]);
  });

  it('scales each deployment once, and none by hand', () => {
    const scaled = [...of('HorizontalPodAutoscaler'), ...of('ScaledObject')].map(
      ({ spec }) => spec.scaleTargetRef?.name,
    );

    expect(scaled.sort()).toEqual(
      of('Deployment')
        .map(({ metadata }) => metadata.name)
        .sort(),
    );
    expect(of('Deployment').filter(({ spec }) => spec.replicas !== undefined)).toEqual([]);
    expect(
      of('PodDisruptionBudget')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(scaled);
  });

  it('leads to the API what clients ask, unbuffered, past the pauses of a stream', () => {
    const [ingress] = of('Ingress') as [Manifest];
    const routes = ingress.spec.rules?.flatMap(({ http }) => http.paths) ?? [];
    const { paths } = JSON.parse(read('apps/api/openapi.json')) as { paths: object };
    const served = [...Object.keys(paths), '/docs', '/openapi.json', '/widget.js'].filter(
      (route) => !route.startsWith('/health/'),
    );
    const isLed = (route: string) => routes.some((one) => route.startsWith(one.path));
    const nginx = (name: string) =>
      ingress.metadata.annotations?.[`nginx.ingress.kubernetes.io/${name}`];
    const heartbeatMs = Number(
      /heartbeatMs = ([\d_]+)/
        .exec(read('apps/api/src/answers/answer-replies.ts'))?.[1]
        ?.replaceAll('_', ''),
    );

    expect(served.filter((route) => !isLed(route))).toEqual([]);
    expect(
      routes.filter(({ path: led }) => !served.some((route) => route.startsWith(led))),
    ).toEqual([]);
    expect(['/metrics', '/admin/queues', '/console', '/health/ready'].filter(isLed)).toEqual([]);
    expect(nginx('proxy-buffering')).toBe('off');
    expect(Number(nginx('proxy-read-timeout'))).toBeGreaterThan((2 * heartbeatMs) / 1_000);
  });

  it('is applied by commands that name files that there are', () => {
    const named = read(`${folder}/kustomization.yaml`).match(/docker\/kubernetes\/[\w./-]+/g) ?? [];

    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !exists(name))).toEqual([]);
  });
});
