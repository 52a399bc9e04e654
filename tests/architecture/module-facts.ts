import { parseAst } from 'vitest/node';

/** What the walls need to know of one module. Comments are not part of it. */
export interface ModuleFacts {
  /** Each module that it names: `import`, `import type`, `export from`, `import()`, `import('x').T`, `new URL('x', import.meta.url)`, `createRequire(import.meta.url)('x')`. */
  readonly imports: readonly string[];
  /** Each way to load a module that names no module, such as `import(path)`: nobody can read where it leads. */
  readonly opaqueImports: readonly string[];
  /** Every name and every literal text in its code, once each. */
  readonly words: ReadonlySet<string>;
  /** Names alone: what it calls things, not what it says. */
  readonly names: ReadonlySet<string>;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Throws a SyntaxError where `code` is not TypeScript. */
export function readModule(code: string): ModuleFacts {
  const facts = {
    imports: new Set<string>(),
    opaqueImports: new Set<string>(),
    words: new Set<string>(),
    names: new Set<string>(),
    plainRequires: new Set<unknown>(),
  };
  // The parser that the tests run on. It is marked as deprecated for a name that vitest does not pass on.
  // oxlint-disable-next-line typescript/no-deprecated
  const program: unknown = parseAst(code, { lang: 'ts' });
  visit(program, (node) => {
    note(node, facts, code);
  });
  return { ...facts, imports: [...facts.imports], opaqueImports: [...facts.opaqueImports] };
}

function note(
  node: Node,
  facts: {
    imports: Set<string>;
    opaqueImports: Set<string>;
    words: Set<string>;
    names: Set<string>;
    plainRequires: Set<unknown>;
  },
  code: string,
): void {
  const loads = loadedBy(node);
  if (loads) {
    const text = literalText(loads.source);
    if (text === undefined) facts.opaqueImports.add(sourceOf(node, code));
    else facts.imports.add(text);
  }
  for (const known of requiresInPlainSight(node)) facts.plainRequires.add(known);
  const hidden = isNamed(node, 'createRequire') && !facts.plainRequires.has(node);
  if (hidden || isCallOf(node, 'require')) facts.opaqueImports.add(sourceOf(node, code));

  if ((node.type === 'Identifier' || node.type === 'PrivateIdentifier') && typeof node['name'] === 'string') {
    facts.names.add(node['name']);
    facts.words.add(node['name']);
  }
  if (node.type === 'Literal' && typeof node['raw'] === 'string') facts.words.add(node['raw']);
  if (node.type === 'TemplateElement' && isRecord(node['value'])) facts.words.add(String(node['value']['raw']));
}

/** The node that names a module, where `node` loads one. */
function loadedBy(node: Node): { readonly source: unknown } | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return { source: node['source'] };
    case 'ExportNamedDeclaration':
      return node['source'] ? { source: node['source'] } : undefined;
    case 'CallExpression': {
      const [source] = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[]) : [];
      return requireOf(node['callee']) ? { source } : undefined;
    }
    case 'NewExpression': {
      const [source, base] = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[]) : [];
      return isNamed(node['callee'], 'URL') && isImportMetaUrl(base) ? { source } : undefined;
    }
    default:
      return undefined;
  }
}

/** The name `createRequire` in `createRequire(import.meta.url)`, which called at once with a text loads that module and no other. */
function requireOf(node: unknown): Node | undefined {
  if (!isNode(node) || !isCallOf(node, 'createRequire')) return undefined;
  const [base] = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[]) : [];
  return isImportMetaUrl(base) && isNode(node['callee']) ? node['callee'] : undefined;
}

/** Where `createRequire` stands and hides nothing: its own import under its own name, and a call of what it makes. */
function requiresInPlainSight(node: Node): readonly unknown[] {
  if (node.type === 'ImportSpecifier')
    return isNamed(node['local'], 'createRequire') ? [node['imported'], node['local']] : [];
  return node.type === 'CallExpression' ? [requireOf(node['callee'])] : [];
}

function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis']) || node['quasis'].length !== 1)
    return undefined;
  const [only] = node['quasis'] as unknown[];
  return isNode(only) && isRecord(only['value']) ? String(only['value']['cooked']) : undefined;
}

function isImportMetaUrl(node: unknown): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression' || !isNamed(node['property'], 'url')) return false;
  return isNode(node['object']) && node['object'].type === 'MetaProperty';
}

function isCallOf(node: Node, name: string): boolean {
  return node.type === 'CallExpression' && isNamed(node['callee'], name);
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name;
}

function sourceOf(node: Node, code: string): string {
  return code.slice(Number(node['start']), Number(node['end']));
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
    return;
  }
  if (!isRecord(value)) return;
  if (isNode(value)) see(value);
  for (const child of Object.values(value)) visit(child, see);
}

function isNode(value: unknown): value is Node {
  return isRecord(value) && typeof value['type'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
