import { readFileSync } from 'node:fs';
import { spread, timed, timeEach } from './measure.ts';
import type { Question, QuestionKind, Script } from './questions.ts';
import type { AskTimes, KindTimes } from './tasks.ts';

const WARM_UP = 40;

export interface Asked {
  /** The file of the `Script`. */
  readonly script: string;
  /** How many of its names are typed. Default all. */
  readonly typedNames?: number;
  /** Whether the question was answered with something. */
  readonly answer: (question: Question) => boolean | Promise<boolean>;
  readonly complete: (prefix: string) => unknown;
}

/** The same questions and keystrokes for both sides, each timed once after a short warm-up. */
export async function askAll({ script, typedNames, answer, complete }: Asked): Promise<AskTimes> {
  // The generator wrote this file in the same run.
  const { questions, typed } = JSON.parse(readFileSync(script, 'utf8')) as Script;
  const kinds = new Map<QuestionKind, { readonly times: number[]; answered: number }>();
  for (const question of questions.slice(0, WARM_UP)) await answer(question);
  for (const question of questions) {
    let found = false;
    const ms = await timed(async () => {
      found = await answer(question);
    });
    const kind = kinds.get(question.kind) ?? { times: [], answered: 0 };
    kinds.set(question.kind, kind);
    kind.times.push(ms);
    if (found) kind.answered += 1;
  }
  const keystrokes = await timeEach(typed.slice(0, typedNames).flat(), WARM_UP, complete);
  return {
    whole: spread([...kinds.values()].flatMap(({ times }) => times)),
    kinds: Object.fromEntries(
      [...kinds].map(([kind, { times, answered }]): [QuestionKind, KindTimes] => [
        kind,
        { times: spread(times), answered },
      ]),
    ),
    keystroke: spread(keystrokes),
  };
}
