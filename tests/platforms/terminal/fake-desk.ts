import type { Block, Message } from '../../../src/message/model.ts';
import type { Answer, Desk, Request } from '../../../src/platform.ts';

function messageOf(text: string, blocks: readonly Block[] = []): Message {
  return {
    tone: 'notice',
    summary: text,
    blocks: [{ kind: 'text', spans: [{ kind: 'plain', text }] }, ...blocks],
    sources: [],
  };
}

/** Answers "You asked …" with two buttons; `long` has 200 items, `bare` no button. Remembers what it was asked. */
export function fakeDesk(
  before: (request: Request) => Promise<void> = async () => {},
): Desk & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async answer(request): Promise<Answer> {
      asked.push(request.line);
      await before(request);
      const [, line = '', page = '1'] = /^(.*?)(?: page:(\d+))?$/.exec(request.line) ?? [];
      return { message: answerTo(line), line, page: Number(page), visibility: 'private' };
    },
    fault: (error) => ({ message: messageOf(String(error)), line: '', page: 1, visibility: 'private' }),
    visibility: () => 'private',
    complete: (line) => {
      const from = line.lastIndexOf(' ') + 1;
      const typed = line.slice(from);
      const words =
        from === 0
          ? ['brief', 'bridge', 'who']
          : typed.startsWith('lavr')
            ? ['sergey-lavrov']
            : ['sergey-lavrov', 'sergey-ivanov'];
      return {
        from,
        choices: words
          .filter((word) => from > 0 || word.startsWith(typed))
          .map((value) => ({ value, label: value.replaceAll('-', ' '), hint: '5 briefs' })),
      };
    },
    completeArgument: () => Promise.resolve([]),
    form: () => Promise.resolve(undefined),
    commands: [],
  };
}

function answerTo(line: string): Message {
  if (line === 'bare') return messageOf('You asked bare');
  const actions: Block = {
    kind: 'actions',
    actions: [
      { kind: 'button', label: 'More', line: `${line} more` },
      { kind: 'button', label: 'Disputed', line: 'disputed' },
    ],
  };
  const items = Array.from({ length: 200 }, (_, index) => ({
    spans: [{ kind: 'plain' as const, text: `Item ${index + 1}` }],
  }));
  return messageOf(`You asked ${line}`, [
    ...(line === 'long' ? [{ kind: 'list' as const, ordered: true, items }] : []),
    actions,
  ]);
}
