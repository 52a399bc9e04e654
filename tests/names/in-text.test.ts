import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDay } from '../../src/kernel/partial-date.ts';
import { namesInText } from '../../src/names/text/in-text.ts';
import { otherForms } from '../../src/names/text/other-forms.ts';
import { readText } from '../../src/names/text/running-text.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const asOf = parseDay('2016-12-01') ?? expect.fail();

function read(text: string) {
  const { corpus } = office;
  return namesInText({ names: corpus.names, subject: (id) => corpus.subject(id), asOf }, text);
}

/** `id` for what is named, `id?` or `id|id?` for a question, then `-words` for what is no name of a subject. */
function inShort(text: string): string {
  const { mentions, strangers } = read(text);
  return [
    ...mentions.map(({ ids, sure }) => `${ids.join('|')}${sure ? '' : '?'}`),
    ...strangers.map(({ words }) => `-${words}`),
  ].join(' ');
}

describe('a name in a running text', () => {
  it.for([
    ['Kerry offered Russia a swap over Aleppo.', 'john-kerry russia aleppo'],
    ['Sergej Lawrow sprach mit US-Außenminister Kerry.', 'sergey-lavrov united-states john-kerry'],
    ['Assad’s forces took Eastern Aleppo.', 'syrian-army eastern-aleppo'],
    ['The Washington Post and WaPo, the Kerry-Lavrov talks', 'washington-post washington-post us-russia-talks'],
    ['Syrians and Russians at the G20 in Hangzhou (杭州)', 'syria russia g20 hangzhou hangzhou'],
    ['KERRY OFFERS RUSSIA SWAP OVER ALEPPO', 'john-kerry russia aleppo'],
    ['kerry offers russia a swap', 'john-kerry russia'],
    ['President-elect Trump, Secretary Kerry and Mr. Lavrov met.', 'donald-trump john-kerry sergey-lavrov'],
  ] as const)('“%s”: %s', ([text, expected]) => {
    expect(inShort(text)).toBe(expected);
  });

  it.for([
    ['Лавров обсудил Алеппо с Керри.', 'sergey-lavrov aleppo john-kerry'],
    ['Встреча Сергея Лаврова с Асадом в Москве', 'sergey-lavrov bashar-al-assad russia'],
    ['О России говорили с Лавровым.', 'russia sergey-lavrov'],
    ['قال لافروف إن روسيا بحلب', 'sergey-lavrov russia aleppo'],
  ] as const)('“%s” is found in its own script and in other cases', ([text, expected]) => {
    expect(inShort(text)).toBe(expected);
  });

  it('is no common word that is spelt the same', () => {
    expect(inShort('They told us that it may rain in May, 5 May or May 2016; the west wind.')).toBe('');
    expect(inShort('Prime Minister May told the US.')).toBe('theresa-may united-states');
  });

  it('is a question where the words mean somebody else as well', () => {
    expect(inShort('He heard Jimmy Carter. Then Carter left.')).toBe('ashton-carter? ashton-carter?');
    expect(inShort('He heard Ash Carter. Then Carter left.')).toBe('ashton-carter ashton-carter');
    expect(inShort('They saw Kerry Washington and Denzel Washington.')).toBe('john-kerry? united-states?');
    expect(inShort('Donald Trump Jr. was in Paris. Trump was not.')).toBe('donald-trump-jr paris donald-trump');
  });

  it('is no everyday word of somebody else’s name', () => {
    expect(inShort('Mark West met Kerry.')).toBe('the-west? john-kerry');
    expect(inShort('The West met Kerry.')).toBe('the-west john-kerry');
  });

  it('keeps its title in several languages', () => {
    expect(inShort('Pres. Obama and M. Poutine met Mme. Zakharova.')).toBe(
      'barack-obama vladimir-putin maria-zakharova',
    );
  });

  it('is a question where common nouns are tied to a place that the text does not name', () => {
    expect(inShort('The ceasefire in Gaza holds.')).toBe('ceasefire? -Gaza');
    expect(inShort('The ceasefire in Aleppo holds.')).toBe('ceasefire aleppo');
    expect(inShort('The sanctions on Iran hold.')).toBe('sanctions? iran');
    expect(inShort('The war in Syria and the Syrian war')).toBe('syrian-war syrian-war');
  });

  it('may be an office, unless the text tells who holds it', () => {
    expect(inShort('The Russian foreign minister met the US secretary of state.')).toBe(
      'russia sergey-lavrov united-states john-kerry',
    );
    expect(inShort('The US secretary of state, Antony Blinken, spoke.')).toBe('united-states -Antony Blinken');
    expect(inShort('Blinken, the US secretary of state, spoke.')).toBe('united-states');
    expect(inShort('the former Russian foreign minister')).toBe('russia');
  });

  it('is in no address, mention or emoji', () => {
    expect(inShort('https://example.org/Kerry <@1234> <:Kerry:5678> a.Kerry@example.org')).toBe('');
  });

  it('that no subject has is told, where a capital tells it', () => {
    expect(inShort('Blinken said that NATO and Ursula von der Leyen agree.')).toBe(
      '-Blinken -NATO -Ursula von der Leyen',
    );
    expect(inShort('Yesterday it rained on Monday in July.')).toBe('');
    expect(inShort('Blinken Hears Guterres')).toBe('');
    expect(inShort('Wien bestreitet, dass Kerry einen Tausch für Aleppo plant.')).toBe('john-kerry aleppo');
    expect(inShort('Der Minister sprach über die Lage und das Abkommen mit Annalena Baerbock.')).toBe(
      '-Annalena Baerbock',
    );
  });
});

describe('reading any text', () => {
  it('looks for no name in a word that is longer than any, whatever hangs on it', () => {
    expect(otherForms('Assad’s')).not.toEqual([]);
    expect(otherForms(`Assad${'’s'.repeat(3000)}`)).toEqual([]);
  });

  it('comes to an end, with each word in one mention at most and the places that it says', () => {
    for (const text of hostileTexts({ count: 400, seed: 21, max: 12_000 })) {
      const { mentions, text: running } = read(text);
      let last = 0;
      for (const { first, end, ids } of mentions) {
        expect(first).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(first);
        expect(ids).not.toEqual([]);
        last = end;
      }
      for (const { text: word, from, to } of running.words) expect(text.slice(from, to)).toBe(word);
    }
  });

  it('parts sentences at their ends and not at abbreviations', () => {
    const { sentences } = readText(
      'Mr. Kerry met J. Kirby at 1.5 m. from U.S. officials. “Never.” He left; all did. Why? ok',
    );
    expect(sentences.map(({ text }) => text)).toEqual([
      'Mr. Kerry met J. Kirby at 1.5 m. from U.S. officials.',
      '“Never.”',
      'He left',
      'all did.',
      'Why?',
      'ok',
    ]);
  });
});
