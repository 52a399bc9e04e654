import { describe, expect, it } from 'vitest';
import { subjectsOf } from './generate-corpus.ts';
import { KINDS, makeQuestions, typedNames } from './questions.ts';

const corpus = { briefs: 500, seed: 3 };
const questions = makeQuestions(corpus);

describe('the questions of a bench', () => {
  it('are the same in the same order for both sides of a run', () => {
    expect(makeQuestions(corpus)).toEqual(questions);
    expect(questions).toHaveLength(200);
  });

  it('hold every kind, mixed, so that no kind profits from the one before it', () => {
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(KINDS));
    const changes = questions.filter(({ kind }, index) => kind !== questions[index - 1]?.kind);
    expect(changes.length).toBeGreaterThan(100);
  });

  it('ask in other scripts for people whose registered names are Latin', () => {
    const asked = questions.filter(({ kind }) => kind === 'other script');
    for (const { text } of asked) expect(text).toMatch(/^\P{Script=Latin}/u);
  });

  it('misspell names, so that no exact look-up answers them', () => {
    const words = new Set(subjectsOf(corpus).actors.flatMap(({ name }) => name.split(/[ -]/)));
    const typos = questions.filter(({ kind }) => kind === 'typo');
    expect(typos.filter(({ text }) => words.has(text)).length).toBeLessThan(typos.length / 10);
  });
});

describe('typed names', () => {
  it('grow by one letter at a time, as a hand types', () => {
    const [typed = []] = typedNames(corpus, 2);
    expect(typed[0]).toHaveLength(1);
    expect(typed[1]?.slice(0, 1)).toBe(typed[0]);
  });
});
