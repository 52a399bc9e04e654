import { listFolder, walkFolder } from '../load/list-folder.ts';
import { readText } from '../load/read-text.ts';
import type { Folder, Parser, RegistersRead, RegisterText } from './folder.ts';

export function openFolder(root: string): Folder {
  let parser: Promise<Parser> | undefined;
  return {
    list: () => listFolder(root),
    walk: (found) => walkFolder(root, found),
    readText: (file) => readText(root, file),
    parser: () => (parser ??= loadParser()),
  };
}

async function loadParser(): Promise<Parser> {
  const { readBrief } = await import('../load/read-brief.ts');
  const { readRegisters } = await import('../load/read-registers.ts');
  let last: { readonly texts: readonly RegisterText[]; readonly read: RegistersRead } | undefined;
  return {
    readRegisters(texts) {
      if (!last || !sameTexts(last.texts, texts)) last = { texts, read: readRegisters(texts) };
      return last.read;
    },
    // Plain names are no mistake in a brief that answers, and thousands of warnings would hide the errors.
    readBrief: (path, text, registers) => readBrief(path, text, registers, { warn: false }),
  };
}

function sameTexts(a: readonly RegisterText[], b: readonly RegisterText[]): boolean {
  return a.length === b.length && a.every(({ path, text }, at) => b[at]?.path === path && b[at]?.text === text);
}
