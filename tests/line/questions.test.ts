import { describe, expect, it } from 'vitest';
import { lineOfQuestion } from '../../src/line/questions.ts';

describe('a question in plain words', () => {
  it.each([
    ['what happened in aleppo', 'brief aleppo'],
    ['What has happened to the ceasefire', 'brief the ceasefire'],
    ['what did Kerry say about Aleppo', 'said Kerry about Aleppo'],
    ['what has ryabkov said', 'said ryabkov'],
    ['what’s new in Syria', 'brief Syria'],
    ['tell me about ushakov', 'brief ushakov'],
    ['what is disputed about Aleppo', 'disputed Aleppo'],
  ])('%s is asked as %s', (question, line) => {
    expect(lineOfQuestion(question)).toBe(line);
  });

  it.each(['aleppo', 'what', 'what happened', 'whatever happened', 'brief aleppo', ''])('%s is none', (text) => {
    expect(lineOfQuestion(text)).toBeUndefined();
  });
});
