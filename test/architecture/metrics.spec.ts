import { projectFiles, read } from './reading/project-files.js';

/** What a metric of a histogram or of the process is called beside its own name. */
const suffix = /_(bucket|sum|count)$/;
/** Registered by prom-client itself, under our prefix. */
const ofTheProcess = /^storehand_(process|nodejs)_/;

const declared = [
  'apps/api/src/metrics/api-metrics.ts',
  'apps/worker/src/metrics/worker-metrics.ts',
  'libs/tenancy/src/metrics/model-metrics.ts',
]
  .map(read)
  .flatMap((text) => [...text.matchAll(/\.(counter|gauge|histogram)\(\s*'([a-z_]+)'/g)])
  .map(([, , name]) => `storehand_${name}`);

const files = projectFiles(
  'docker',
  /^docker\/((grafana|prometheus)\/.*|kubernetes\/worker-scaling)\.(json|ya?ml)$/,
);
const namedIn = (text: string) =>
  [...new Set([...text.matchAll(/\bstorehand_[a-z0-9_]+/g)].map(([name]) => name))].filter(
    (name) => !ofTheProcess.test(name),
  );
const unknownIn = (text: string) =>
  namedIn(text).filter(
    (name) => !declared.includes(name.replace(suffix, '')) && !declared.includes(name),
  );

describe('metrics', () => {
  it('that dashboards and alerts name are registered', () => {
    expect(declared.length).toBeGreaterThan(15);
    expect(files).toEqual(
      expect.arrayContaining(['docker/grafana/storehand.json', 'docker/prometheus/alerts.yml']),
    );
    expect(files.flatMap((file) => unknownIn(read(file)))).toEqual([]);
    expect(files.flatMap((file) => namedIn(read(file))).length).toBeGreaterThan(20);
  });

  it('that are registered stand on the dashboard', () => {
    const shown = namedIn(read('docker/grafana/storehand.json')).map((name) =>
      name.replace(suffix, ''),
    );

    expect([...new Set(declared)].filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('are seen to be made up', () => {
    expect(unknownIn('rate(storehand_made_up_total[5m])')).toEqual(['storehand_made_up_total']);
  });
});
