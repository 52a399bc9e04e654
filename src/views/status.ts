import { numberText } from './kit/number-text.ts';
import type { CorpusState } from '../corpus/corpus.ts';
import type { Problem } from '../corpus/problem.ts';
import type { Block, Fact, Item, Message } from '../message/model.ts';
import { digestFacts, digestSections, type DigestsStanding } from './digests-standing.ts';
import { daysText } from './kit/dates.ts';
import { section } from './kit/section.ts';
import { count, heading, plain, strong } from './kit/spans.ts';

const PROBLEMS = 10;

/**
 * What is in service, how fresh it is, and what is wrong in the folder; and how the digests of the community are doing in
 * which it is asked.
 */
export function statusView(state: CorpusState, standing?: DigestsStanding): Message {
  const errors = state.problems.filter((problem) => problem.severity === 'error');
  const warnings = state.problems.filter((problem) => problem.severity === 'warning');
  const fact = (label: string, words: string): Fact => ({ label, spans: [plain(words)] });
  const facts: Fact[] = [
    fact(
      'Briefs',
      state.first && state.last
        ? `${numberText(state.briefs)}, published ${daysText(state.first, state.last)}`
        : String(state.briefs),
    ),
    fact(
      'Registers',
      [count(state.actors, 'actor'), count(state.places, 'place'), count(state.topics, 'topic')].join(', '),
    ),
    fact('Index', indexText(state)),
    ...(state.checkedAt === undefined
      ? []
      : [
          {
            label: 'Folder last read',
            spans: [{ kind: 'time' as const, at: state.checkedAt, style: 'datetime' as const }],
          },
        ]),
    fact(
      'Problems',
      errors.length + warnings.length === 0
        ? 'none'
        : `${count(errors.length, 'error')}, ${count(warnings.length, 'warning')}`,
    ),
    ...(standing ? digestFacts(standing) : []),
  ];
  const blocks: readonly Block[] = [
    heading('Status', 1),
    { kind: 'facts', facts },
    ...(standing ? digestSections(standing) : []),
    ...section('Not in service as they stand', errors, problemItem, { max: PROBLEMS }),
    ...section('Worth a look', warnings, problemItem, { max: PROBLEMS }),
  ];
  return {
    tone: 'notice',
    summary: `${count(state.briefs, 'brief')} in service, ${count(errors.length, 'error')}`,
    blocks,
    sources: [],
  };
}

function indexText({ catchingUp, problems }: CorpusState): string {
  if (catchingUp) return `catching up: ${catchingUp.done} of ${count(catchingUp.total, 'file')} read`;
  const isCut = problems.some((problem) => problem.file === '.' && problem.severity === 'error');
  return isCut ? 'as it was when the folder could last be read' : 'up to date';
}

function problemItem(problem: Problem): Item {
  const at = [problem.file === '.' ? 'The folder of briefs' : problem.file, problem.line, problem.column];
  return { spans: [strong(at.filter((part) => part !== undefined).join(':')), plain(` · ${problem.message}`)] };
}
