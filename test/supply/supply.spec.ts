import { readAudit } from './read-audit.js';
import { readLicenses } from './read-licenses.js';

describe('an audit', () => {
  const counts = { metadata: { vulnerabilities: { high: 1 } } };

  it.each([
    '',
    'npm error audit endpoint returned an error',
    '{"message":"405 Method Not Allowed","method":"POST"}',
    'npm warn audit 405\n{"message":"405 Method Not Allowed"}',
    '{"metadata":{}}',
  ])('that the registry did not answer is none: %s', (output) => {
    expect(readAudit(output)).toEqual({ state: 'not audited' });
  });

  it('names what is high or critical, and is clean where nothing is', () => {
    const found = { bad: { severity: 'critical' }, poor: { severity: 'moderate' } };

    expect(readAudit(JSON.stringify({ ...counts, vulnerabilities: found }))).toEqual({
      state: 'vulnerable',
      severe: ['bad (critical)'],
    });
    expect(readAudit(JSON.stringify({ ...counts, vulnerabilities: {} }))).toEqual({
      state: 'clean',
      severe: [],
    });
  });
});

describe('the licences of a lock file', () => {
  const packages = {
    '': { name: 'storehand', license: 'UNLICENSED' },
    'node_modules/plain': { version: '1.0.0', license: 'MIT' },
    'node_modules/plain/node_modules/inner': { version: '2.0.0', license: 'GPL-3.0-only' },
    'node_modules/choice': { version: '1.0.0', license: '(MIT OR GPL-3.0)' },
    'node_modules/silent': { version: '1.0.0', hasInstallScript: true },
    'node_modules/tool': { version: '1.0.0', license: 'GPL-2.0', dev: true },
  };

  it('are those of what a deployment installs, the doubtful ones marked', () => {
    const found = readLicenses({ packages });

    expect(found.map(({ name, doubt }) => [name, doubt])).toEqual([
      ['choice', null],
      ['inner', 'copyleft'],
      ['plain', null],
      ['silent', 'unknown'],
    ]);
    expect(found.find(({ name }) => name === 'silent')?.hasInstallScript).toBe(true);
  });

  it('cannot be read from anything else', () => {
    expect(() => readLicenses({ dependencies: {} })).toThrow();
  });
});
