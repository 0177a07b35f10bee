import path from 'node:path';

import ts from 'typescript';

import { exists, read } from './reading/project-files.js';
import { parse } from './reading/syntax.js';

const page = 'apps/guides/pages/security.md';

interface Row {
  promise: string;
  /** What the cell leads to, from the top of the repository. */
  file: string;
  test: string;
}

/** The rows of the tables of promises; one without a promise goes on with that above it. */
function rowsOf(markdown: string, document = page): Row[] {
  const [, promised = ''] = markdown.split(/^## What is promised$/m);
  const [tables = ''] = promised.split(/^## /m);
  let promise = '';
  return tables
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|\s*(Promise\b|-)/.test(line))
    .map((line) => {
      const [said = '', link = '', named = ''] = cellsOf(line);
      promise = said || promise;
      const target = /\]\(([^)]+)\)/.exec(link)?.[1];
      const file = target ? path.posix.join(path.posix.dirname(document), target) : '';
      return { promise, file, test: /^“([^]*)”$/.exec(named)?.[1] ?? '' };
    });
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The names of the tests that a file holds, as they are written. */
function testsIn(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression.getText(source))) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name) && node.arguments.length > 1) found.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `it`, what stands for it on one kind of database, and both with a table. */
const isTest = (callee: string): boolean => /^(it|onServer)\b/.test(callee);

/** What a reader would look for in vain. */
function faultsOf(rows: readonly Row[], tests: (file: string) => string[] | undefined): string[] {
  return rows.flatMap(({ promise, file, test }) => {
    if (promise === '') return [`“${test}” holds no promise`];
    if (test === '') return [`${promise}: no test`];
    const found = tests(file);
    if (!found) return [`${promise}: ${file || 'no file'} is not there`];
    return found.includes(test) ? [] : [`${promise}: ${file} has no test “${test}”`];
  });
}

const testsOf = (file: string) =>
  exists(file) && file.endsWith('spec.ts') ? testsIn(parse(file)) : undefined;

describe('the promises of the security page', () => {
  const rows = rowsOf(read(page));

  it('are each held by a test of exactly that name', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(faultsOf(rows, testsOf)).toEqual([]);
  });

  it('are seen where no test holds them', () => {
    const made = [
      ...['## What is promised', '| Promise | File | Test |', '| --- | --- | --- |'],
      ...[
        '| Held | [a](../../../a.spec.ts) | “does” |',
        '|  | [a](../../../a.spec.ts) | “does not” |',
      ],
      ...['| Empty | [a](../../../a.spec.ts) |  |', '| Lost | [b](../../../b.spec.ts) | “does” |'],
      ...['## Elsewhere', '| Not | looked | at |'],
    ].join('\n');
    const tests = testsIn(
      parse('a.spec.ts', `it.each([1])('does', () => {}); it(no, () => {}); it('bare')`),
    );

    expect(faultsOf(rowsOf(made), (file) => (file === 'a.spec.ts' ? tests : undefined))).toEqual([
      'Held: a.spec.ts has no test “does not”',
      'Empty: no test',
      'Lost: b.spec.ts is not there',
    ]);
  });

  it.each([page, 'apps/guides/pages/backup.md', 'apps/guides/pages/deploying.md'])(
    '%s leads to and names only files that exist',
    (document) => {
      const text = read(document);
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) =>
        path.posix.join(path.posix.dirname(document), target),
      );
      const named = [...text.matchAll(/`((?:apps|libs|test|docker)\/[^`\s]+)`/g)].map(
        ([, file = '']) => file.replace(/\/$/, ''),
      );

      expect([...links, ...named].length).toBeGreaterThan(0);
      expect([...links, ...named].filter((file) => !exists(file))).toEqual([]);
    },
  );
});
