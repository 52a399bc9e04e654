import type { CorpusOptions } from './generate-corpus.ts';
import { spread, timed, timeEach } from './measure.ts';
import { KINDS, makeQuestions, typedPrefixes, type Question } from './questions.ts';
import type { AskTimes, KindTimes } from './tasks.ts';

const WARM_UP = 40;

export interface Asked {
  readonly corpus: CorpusOptions;
  readonly typedNames: number;
  /** Whether the question was answered with something. */
  readonly answer: (question: Question) => boolean | Promise<boolean>;
  readonly complete: (prefix: string) => unknown;
}

/** The same questions and keystrokes for both sides, each timed once after a short warm-up. */
export async function askAll({ corpus, typedNames, answer, complete }: Asked): Promise<AskTimes> {
  const questions = makeQuestions(corpus);
  const times = new Map(KINDS.map((kind) => [kind, { times: [] as number[], answered: 0 }]));
  for (const question of questions.slice(0, WARM_UP)) await answer(question);
  for (const question of questions) {
    let found = false;
    const ms = await timed(async () => {
      found = await answer(question);
    });
    const kind = times.get(question.kind);
    kind?.times.push(ms);
    if (kind && found) kind.answered += 1;
  }
  const keystrokes = await timeEach(typedPrefixes(corpus, typedNames), WARM_UP, complete);
  const kinds: Partial<Record<Question['kind'], KindTimes>> = {};
  for (const [kind, one] of times) kinds[kind] = { times: spread(one.times), answered: one.answered };
  return { whole: spread([...times.values()].flatMap((one) => one.times)), kinds, keystroke: spread(keystrokes) };
}
