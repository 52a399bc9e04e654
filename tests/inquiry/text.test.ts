import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numbersIn } from '../../src/inquiry/text/numbers-in-text.ts';
import { plainSpans, plainText } from '../../src/message/plain-text.ts';
import { readText } from '../../src/names/text/running-text.ts';
import { writeLine } from '../../src/line/write-line.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { hostileTexts } from '../fixtures/hostile-text.ts';
import { citedIn, listsOf } from '../fixtures/reading.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const ask = async (command: string, text: string) => (await office.ask(writeLine(command, [], { text }))).message;

/** The tags under the sentences that the briefs hold something of, and what each line begins with. */
async function verdicts(text: string): Promise<readonly string[]> {
  const message = await ask('check', text);
  return listsOf(message)
    .flatMap(({ items }) => items)
    .flatMap(({ under = [] }) => under.map(plainSpans))
    .flatMap((line) => /(?:Found|Differs|Also in these briefs|Not in these briefs)[^:]*:/.exec(line)?.[0] ?? []);
}

describe('a sentence beside the briefs', () => {
  it.for([
    ['Kerry offered Russia a swap over Aleppo', 'Found, as a claim:'],
    ['Trump Jr. met Syrian opposition representatives in Paris', 'Found, as a claim:'],
    ['The EU should impose new sanctions on Russia over Aleppo', 'Found, as a claim:'],
    ['Boris Johnson says Russia keeps Assad in power', 'Found, as a claim:'],
    ['The US may suspend talks with Russia on Syria over the assault on Aleppo', 'Found, as a claim:'],
    ['Ushakov called Kerry’s efforts inconceivable', 'Found:'],
    ['Syrian government forces took 14 districts of eastern Aleppo', 'Found:'],
    ['Ryabkov said nothing is agreed until everything is agreed', 'Found:'],
    ['Ryabkov called the report a gross simplification', 'Found:'],
    [
      'Donald Trump Jr. met with Syrian opposition figures in Paris, the Wall Street Journal reports',
      'Found, as a claim:',
    ],
    ['Zakharova voiced concern at the escalation in Hasakah', 'Found:'],
    ['Ushakov says Kerry works for a deal, but doubts that the outgoing administration will conclude one', 'Found:'],
    ['Iran helps Syria', 'Found:'],
  ] as const)('“%s” is found', async ([text, first]) => {
    expect((await verdicts(text))[0]).toBe(first);
  });

  it.for([
    'Kerry visited Moscow to discuss trade with Russia',
    'Russia and the United States signed a new arms treaty in Geneva',
    'Putin won the election in Russia',
    'The UN opened an office in Aleppo',
    'Assad gave an interview to a Russian newspaper about football',
    'Syrian government forces lost 14 districts of Damascus',
    'The EU lifted sanctions on Iran',
    'Russia wants to exchange prisoners with Ukraine',
    'Civilians were evacuated from eastern Aleppo by bus',
    'Russia denies hacking the US election',
    '400 euros for civilians in Aleppo',
    '48 people died in Aleppo',
    '14 districts of Aleppo have no water',
    'The UN says 10,000 were killed in Aleppo',
  ])('“%s” is not found, though the briefs speak of the same people and places', async (text) => {
    const message = await ask('check', text);
    expect(listsOf(message)).toEqual([]);
    expect(plainText(message)).toContain(`Not in these briefs\n“${text}”`);
  });

  it('that turns a line of the briefs around differs by the word that turns it', async () => {
    expect(await verdicts('Putin never spoke to Trump by telephone after the election')).toContain(
      'Differs by “never”:',
    );
    expect(await verdicts('Russia bears no responsibility for the situation in Aleppo')).toContain('Differs by “no”:');
  });

  it.for([
    ['Kerry wants Russia to lift the siege of Aleppo in exchange for separating the opposition from Nusra', 'is wrong'],
    ['Kerry and Lavrov agreed on a ceasefire', 'failed'],
    ['Lavrov said on Tuesday that Russia and the US had agreed on Aleppo', 'not'],
    ['Washington has suspended talks with Russia on Syria', 'will'],
    ['Iran does not help Syria', 'not'],
  ] as const)('“%s” is not found in a line that says the contrary, or only plans it: by “%s”', async ([text, word]) => {
    expect(await verdicts(text)).toContain(`Differs by “${word}”:`);
  });

  it('whose denial the briefs hold is found with it, and not called different', async () => {
    const denial = 'Ryabkov denied that Kerry wanted the siege of Aleppo lifted in exchange for a split with Nusra';
    expect(new Set(await verdicts(denial))).toEqual(new Set(['Found:', 'Found, as a claim:']));
    expect(await verdicts('Kerry and Lavrov failed to agree on a ceasefire')).not.toContain('Differs by “failed”:');
  });

  it('that has its sense from what stands before it is not said to be missing', async () => {
    const [claim, denial] = ['Kerry offered Russia a swap over Aleppo.', 'Moscow denied it.'];
    const text = plainText(await ask('check', `${claim} ${denial} The Kremlin rejected his remarks.`));
    expect(text).toContain('Denies: Sergei Ryabkov');
    expect(text).toContain(`Not compared alone, as the sense is in what stands before: “${denial}” · “The Kremlin`);
    expect(text).not.toContain('Not in these briefs');
    expect(plainText(await ask('check', denial)), 'where nothing stands before it').toContain('Not in these briefs');
  });

  it('is compared with all sides of a claim, which stands once in the answer', async () => {
    const text = 'Kerry offered Russia a swap over Aleppo. Kerry offers Russia a swap on Aleppo.';
    const lines = plainText(await ask('check', text));
    expect(lines.match(/^ *Denies: Sergei Ryabkov/gm)).toHaveLength(1);
    expect(lines).toContain('All sides are above.');
  });

  it('in another language is not said to be missing', async () => {
    const message = await ask('check', 'Министр Лавров заявил в среду, что по Алеппо нет никакой договорённости.');
    expect(plainText(message)).toContain('1 sentence is not in the language of these briefs');
    expect(plainText(message)).not.toContain('Not in these briefs');
  });

  it.for(['Moskau dementiert Bericht über Tausch in Aleppo', 'Moscou dément tout échange à Alep'])(
    'in another language is known by few words too: “%s”',
    async (text) => {
      expect(plainText(await ask('check', text))).toContain('1 sentence is not in the language of these briefs');
    },
  );

  it.for(['Blinken visits Beirut', 'Rebels deny losing Aleppo'])(
    'is not taken for another language because the briefs have none of its few words: “%s”',
    async (text) => {
      expect(plainText(await ask('check', text))).toContain(`Not in these briefs\n“${text}”`);
    },
  );
});

describe('a number beside the briefs', () => {
  it.for([
    ['Almost 400 civilians died in Aleppo within a week', ['Found:', 'Also in these briefs:']],
    ['Hundreds of civilians died in Syria', ['Found:', 'Also in these briefs:']],
    ['500 civilians died in Aleppo last week', ['Differs:', 'Also in these briefs:']],
    ['Obama and Putin met for 1.5 hours in Hangzhou', ['Found:']],
    ['Obama and Putin spoke for 90 minutes in Hangzhou but failed to reach a deal on a ceasefire', ['Found:']],
    [
      'Obama and Putin spoke for 30 minutes but failed to reach a deal on a ceasefire',
      ['Found:', 'Not in these briefs:'],
    ],
    ['Obama and Putin met for 60 minutes', ['Differs:']],
    ['A pause of two days was called for in Aleppo', ['Found:']],
    ['The power plant serves 1.8 million people', ['Found:']],
  ] as const)('“%s”: %s', async ([text, expected]) => {
    expect(await verdicts(text)).toEqual(expected);
  });

  it('is shown as what is found of a sentence that says more', async () => {
    const text = plainText(await ask('check', 'Russia bombed a hospital in Aleppo, killing 400 civilians.'));
    expect(text).toContain('“400 civilians” – Found: almost 400 civilians');
  });

  it('keeps what stands before it, and differs where that turns it around', async () => {
    expect((await verdicts('At least 400 civilians died in Aleppo within a week'))[0]).toBe(
      'Differs before the number, where the brief has “almost”:',
    );
  });

  it.for([
    ['10,000 and 1.5 million, 1.8m, $3bn, 12 400, 15%', '10000 1500000 1800000 3000000000 12400 15'],
    ['10-15 districts, between 300 and 400, 1 to 2 million', '10..15 300..400 1000000..2000000'],
    ['On 28 November 2016 at 10:30, Nov. 28, 2016-11-28, 28/11/2016, in 2016, the 1990s', ''],
    ['G20, G-20, MH17, COVID-19, 21st, 9pm, Resolution 2254, v1.2.3, https://x.org/400', ''],
    ['2000 people, almost 2016 men, a 48-hour pause, May 5,000', '2000 2016 48 5000'],
    ['two, twenty, hundreds, three hundred', '2 20 hundreds 300'],
  ] as const)('is read from “%s” as %s', ([text, expected]) => {
    const numbers = numbersIn(readText(text));
    const shown = numbers.map(
      ({ value, upTo, vague }) => vague ?? (upTo === undefined ? `${value}` : `${value}..${upTo}`),
    );
    expect(shown.join(' ')).toBe(expected);
  });
});

describe('a quotation beside the briefs', () => {
  it('is found verbatim, differs in its words or in who said it, or is not there', async () => {
    expect((await verdicts('Ryabkov called it “a gross simplification of what happens”'))[0]).toBe('Found:');
    expect((await verdicts('Ryabkov called it “a gross simplification of what happened”'))[0]).toBe(
      'Differs in its words:',
    );
    expect((await verdicts('Lavrov said “nothing is agreed until everything is agreed”'))[0]).toBe(
      'Differs in who said it:',
    );
    expect(await verdicts('Lavrov said “we will never leave this room alone”')).toEqual([]);
  });
});

describe('the answer to any text', () => {
  it('has no verdict but found, differs and not in these briefs, cites what it lists, and is no fault', async () => {
    for (const text of hostileTexts({ count: 150, seed: 31, max: 12_000 })) {
      for (const command of ['names', 'check']) {
        const message = await ask(command, text);
        const numbers = new Set(message.sources.map(({ n }) => n));
        expect(citedIn(message).filter((n) => !numbers.has(n))).toEqual([]);
      }
    }
    expect(office.faults).toEqual([]);
  });

  it('never judges', async () => {
    const paragraph =
      'Kerry offered Russia a swap over Aleppo; almost 400 civilians died last week, the UN says 10,000 were killed. ' +
      'Blinken said that Putin never spoke to Trump.';
    const words = plainText(await ask('check', paragraph)).replaceAll(/[“"].*?[”"]/g, '');
    expect(words).not.toMatch(/\b(?:true|false|right|wrong|correct|incorrect|fake|verified|debunked)\b/i);
  });
});
