import ts from 'typescript';

import { read } from './project-files.js';

export interface ClassShape {
  name: string;
  isExported: boolean;
  dependencies: number;
}

export interface CallSite {
  file: string;
  text: string;
  args: string[];
}

export function parse(file: string, text = read(file)): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** The classes a file declares at its top level. */
export function classesOf(source: ts.SourceFile): ClassShape[] {
  return source.statements.filter(ts.isClassDeclaration).map((declaration) => ({
    name: declaration.name?.text ?? '(unnamed)',
    isExported: ts.getCombinedModifierFlags(declaration) % 2 === ts.ModifierFlags.Export,
    dependencies: declaration.members.find(ts.isConstructorDeclaration)?.parameters.length ?? 0,
  }));
}

/** Names declared at the top level of a file: classes, interfaces, types, functions, enums and constants. */
export function declaredNames(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    }
    const { name } = statement as ts.Statement & { name?: ts.Identifier };
    return name && !ts.isModuleDeclaration(statement) ? [name.text] : [];
  });
}

/** Every call whose callee reads exactly `callee`, for instance `readEnv` or `StoreScope.forJob`. */
export function callsOf(source: ts.SourceFile, callee: string | RegExp): CallSite[] {
  const found: CallSite[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && matches(node.expression.getText(source), callee)) {
      const args = node.arguments.map((argument) => argument.getText(source));
      found.push({ file: source.fileName, text: node.expression.getText(source), args });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The property names of every object literal in a piece of TypeScript that satisfy `pattern`. */
export function propertyNames(source: ts.SourceFile, pattern: RegExp): string[] {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && pattern.test(node.name.getText(source))) {
      names.add(node.name.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...names];
}

/** All string literals of a file, without template placeholders. */
export function stringLiterals(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}
