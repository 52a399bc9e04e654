import { describe, expect, test } from 'vitest';
import { completed, shownChoices } from '../../../src/platforms/terminal/completion.ts';
import { fakeDesk } from './fake-desk.ts';

describe('completed', () => {
  test('puts the only choice in place of what was typed, though it begins otherwise', () => {
    expect(completed(fakeDesk(), 'who lavr')).toEqual({ kind: 'replace', typed: 'lavr', text: 'sergey-lavrov ' });
  });

  test('goes on as far as all choices agree', () => {
    expect(completed(fakeDesk(), 'b')).toEqual({ kind: 'replace', typed: 'b', text: 'bri' });
  });

  test('shows the choices rather than lose what was typed', () => {
    expect(completed(fakeDesk(), 'who ov')).toMatchObject({ kind: 'show', choices: [{}, {}] });
  });

  test('does nothing where there is no choice', () => {
    expect(completed(fakeDesk(), 'xyz')).toEqual({ kind: 'nothing' });
  });
});

test('choices are shown with who they are, in columns, within the width, without foreign control', () => {
  const choices = [
    { value: 'aleppo', label: 'Aleppo', hint: '9 briefs' },
    { value: 'sergey-lavrov', label: 'Sergey \u001b[31mLavrov', hint: 'Foreign Minister of Russia' },
  ];
  expect(shownChoices(choices, 40)).toEqual([
    '  aleppo         Aleppo · 9 briefs',
    '  sergey-lavrov  Sergey [31mLavrov ·…',
  ]);
});
