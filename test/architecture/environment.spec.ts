import ts from 'typescript';

import { exists, productFiles, read } from './reading/project-files.js';
import { parse } from './reading/syntax.js';

const environmentName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Names that the operating system or the tool chain gives us, and nobody sets for Storehand. */
const givenByOthers = new Set([
  'NODE_ENV',
  'NO_COLOR',
  'FORCE_COLOR',
  'TERM',
  'CI',
  'HOME',
  'PATH',
]);

/** What the compose file asks of the operator. */
const composeNames = exists('docker-compose.yml')
  ? [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] ?? '')
  : [];

/** What a container is not told: its image says it, or it is for sharing a machine with other deployments. */
const notInContainers = [
  'STOREHAND_DATA_DIR',
  'STOREHAND_EMBEDDED_SOCKET',
  'STOREHAND_QUEUE_PREFIX',
];

const codeNames = productFiles().flatMap((file) => namesRead(parse(file)));
const readNames = [...new Set([...codeNames, ...composeNames])].sort();

describe('the environment', () => {
  const lines = exists('.env.example') ? read('.env.example').split('\n') : [];
  const documented = lines.flatMap((line) => /^#? ?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);

  it('has every name that is read in .env.example, and no other', () => {
    const wanted = readNames.filter((name) => !givenByOthers.has(name));

    expect(wanted.length).toBeGreaterThan(10);
    expect([...documented].sort()).toEqual(wanted);
  });

  it('explains every name in the line above it', () => {
    const unexplained = documented.filter((name) => {
      const at = lines.findIndex((line) => new RegExp(`^#? ?${name}=`).test(line));
      return !/^# \S/.test(lines[at - 1] ?? '') || /^# ?[A-Z_]+=/.test(lines[at - 1] ?? '');
    });

    expect(unexplained).toEqual([]);
  });

  it('has no secret in .env.example', () => {
    const secrets = lines.filter((line) => /^[A-Z_]*(KEY|SECRET|PASSWORD|TOKEN)=./.test(line));

    expect(secrets).toEqual([]);
  });

  it('reaches the containers', () => {
    const servers = productFiles().filter((file) => /^(libs|apps\/(api|worker))\//.test(file));
    const names = new Set(servers.flatMap((file) => namesRead(parse(file))));
    const told = ['docker-compose.yml', 'docker/api.Dockerfile', 'docker/worker.Dockerfile']
      .map(read)
      .join('\n');
    const untold = [...names].filter(
      (name) => !givenByOthers.has(name) && !new RegExp(`\\b${name}[:=]`).test(told),
    );

    expect(names.size).toBeGreaterThan(10);
    expect(untold.sort()).toEqual(notInContainers);
  });

  it('is seen when read', () => {
    const text = `
      const schema = z.object({ SPEC_PORT: z.string() });
      const port = process.env.SPEC_URL ?? process.env['SPEC_HOST'];
      const { status } = { NOT_AN_ENV: 1 };
    `;

    expect(namesRead(parse('made-up.ts', text)).sort()).toEqual([
      'SPEC_HOST',
      'SPEC_PORT',
      'SPEC_URL',
    ]);
  });
});

/** The environment names of a file: keys in capitals of a zod object, and members of `process.env`. */
function namesRead(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...schemaNames(node), ...directNames(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((name) => environmentName.test(name));
}

function schemaNames(node: ts.Node): string[] {
  if (
    !ts.isCallExpression(node) ||
    !/^z\s*\.(strictObject|looseObject|object)$/.test(node.expression.getText())
  )
    return [];
  const [shape] = node.arguments;
  if (!shape || !ts.isObjectLiteralExpression(shape)) return [];
  return shape.properties.flatMap((property) => property.name?.getText() ?? []);
}

function directNames(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'process.env')
    return [node.name.text];
  if (!ts.isElementAccessExpression(node) || node.expression.getText() !== 'process.env') return [];
  return ts.isStringLiteral(node.argumentExpression) ? [node.argumentExpression.text] : [];
}
