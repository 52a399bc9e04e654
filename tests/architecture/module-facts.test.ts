import { describe, expect, it } from 'vitest';
import { readModule } from './module-facts.ts';

describe('the imports of a module', () => {
  it.each([
    ['a plain import', `import { a } from './a.ts';`],
    ['a default import', `import a from './a.ts';`],
    ['an import over several lines', `import {\n  a,\n  type B,\n} from\n  './a.ts';`],
    ['an import of a type, because a type crosses a wall too', `import type { A } from './a.ts';`],
    ['an import for its effect', `import './a.ts';`],
    ['an export of everything', `export * from "./a.ts";`],
    ['an export under a name', `export * as a from './a.ts';`],
    ['an export of some', `export { a } from './a.ts';`],
    ['an export of a type', `export type { A } from './a.ts';`],
    ['a dynamic import', `const a = await import('./a.ts');`],
    ['a dynamic import of a template that is constant', 'const a = await import(`./a.ts`);'],
    ['a type that names its module', `type A = import('./a.ts').A;`],
    ['the file of a worker', `new Worker(new URL('./a.ts', import.meta.url));`],
    ['a require that is made and called at once', `const a = createRequire(import.meta.url)('./a.ts');`],
    ['an import after a comment that opens a string', `// it's\nimport './a.ts';`],
    ['an import after a regular expression that holds a quote', `const q = /['"\`]/; export * from './a.ts';`],
  ])('hold %s', (_what, code) => {
    expect(readModule(code).imports).toEqual(['./a.ts']);
    expect(readModule(code).opaqueImports).toEqual([]);
  });

  it.each([
    ['a comment', `// import './a.ts';\n/* export * from './a.ts' */`],
    ['a text', `const text = "import './a.ts'";`],
    ['a template', `const text = \`import './a.ts' \${'x'}\`;`],
    ['a regular expression', `const form = /import 'a'/;`],
    ['an export of its own', `const a = 1; export { a };`],
    ['the address of something on the web', `const page = new URL('./a.ts', base);`],
  ])('do not hold what only looks like one: %s', (_what, code) => {
    expect(readModule(code).imports).toEqual([]);
  });

  it.each([
    'import(path)',
    'import(`./${name}.ts`)',
    `createRequire`,
    `require('./a.cjs')`,
    `createRequire(import.meta.url)(path)`,
  ])('tell apart a load that hides where it leads: %s', (code) => {
    expect(readModule(`const name = '', path = ''; void ${code};`).opaqueImports).toEqual([code]);
  });

  it('take the import of `createRequire` for no load, and another name for it for a hidden one', () => {
    const from = `from 'node:module';`;
    expect(readModule(`import { createRequire } ${from}`)).toMatchObject({
      imports: ['node:module'],
      opaqueImports: [],
    });
    expect(readModule(`import { createRequire as load } ${from}`).opaqueImports).toEqual(['createRequire']);
    expect(
      readModule(`import { createRequire } ${from} const load = createRequire(import.meta.url);`).opaqueImports,
    ).toEqual(['createRequire']);
  });

  it('cannot be read from what is not TypeScript', () => {
    expect(() => readModule('const = 1')).toThrow(/Unexpected token/);
  });
});

describe('the words of a module', () => {
  it('are its names and its texts, and no comment', () => {
    const { words, names } = readModule(
      `// Alpha\nconst beta = { gamma: 'Delta' }; class E { #zeta = \`Eta \${beta}\`; theta = /iota/; }`,
    );
    expect([...words].join(' ')).toMatch(/beta.*gamma.*Delta.*zeta.*Eta.*theta.*iota/);
    expect([...words].join(' ')).not.toMatch(/Alpha/);
    expect(names).toEqual(new Set(['beta', 'gamma', 'E', 'zeta', 'theta']));
  });
});
