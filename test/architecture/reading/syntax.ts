import ts from 'typescript';

import { read } from './project-files.js';

export interface ClassShape {
  name: string;
  isExported: boolean;
  isError: boolean;
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
    isExported: isExported(declaration),
    isError: /(Error|Problem)$/.test(parentOf(declaration)),
    dependencies: declaration.members.find(ts.isConstructorDeclaration)?.parameters.length ?? 0,
  }));
}

/** The classes, interfaces and type aliases a file exports. */
export function exportedTypes(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    const isType =
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return isType && isExported(statement) && statement.name ? [statement.name.text] : [];
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

/** Every module a file imports: statically, passed on, as a type, dynamically or by `require`. */
export function importedModules(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = moduleOf(node);
    if (name && ts.isStringLiteralLike(name)) found.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function moduleOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal;
  return ts.isCallExpression(node) && /^(import|require)$/.test(node.expression.getText())
    ? node.arguments[0]
    : undefined;
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

function parentOf({ heritageClauses }: ts.ClassDeclaration): string {
  return heritageClauses?.map((clause) => clause.types[0]?.getText() ?? '').join() ?? '';
}

function isExported(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}
