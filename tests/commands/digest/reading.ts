import { expect } from 'vitest';
import { plainText } from '../../../src/message/plain-text.ts';
import type { Answer } from '../../../src/platform.ts';

/** The line of the button with a label. */
export function lineOf({ message }: Answer, label: string): string {
  const buttons = message.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const found = buttons.find((action) => action.kind === 'button' && action.label === label);
  if (found?.kind !== 'button') throw new Error(`no button ${label} in: ${plainText(message)}`);
  return found.line;
}

/** As somebody reads it in plain text, with its ids, which are another each time, by their meaning. */
function page(asked: string, { message, line, visibility }: Answer): string {
  const head = [
    `asked:      ${asked}`,
    `understood: ${line}`,
    `shown:      ${visibility}, ${message.tone}`,
    `summary:    ${message.summary}`,
  ];
  return `${head.join('\n')}\n\n${plainText(message)}\n`
    .replaceAll(/\b(digest [a-z]+|edit|create) [a-z0-9]{12}\b/g, '$1 DIGEST')
    .replaceAll(/\b(digest save |draft:)[0-9a-f]{10}\b/g, '$1DRAFT');
}

export async function expectGolden(name: string, asked: string, answer: Answer): Promise<void> {
  await expect(page(asked, answer)).toMatchFileSnapshot(`golden/${name}.txt`);
}
