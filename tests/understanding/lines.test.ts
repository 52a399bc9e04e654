import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/all.ts';
import { createUnderstanding } from '../../src/understanding/understand.ts';
import { openDesk, type TestDesk } from '../fixtures/desk.ts';
import { actionLines, notesOf } from '../fixtures/reading.ts';

let office: TestDesk;
beforeAll(async () => {
  office = await openDesk();
});
afterAll(() => office.close());

const understood = async (line: string) => (await office.ask(line)).line;

describe('two arguments in one line', () => {
  it.for([
    ['said kerry aleppo', 'said john-kerry aleppo'],
    ['said john kerry aleppo', 'said john-kerry aleppo'],
    ['said john kerry about aleppo', 'said john-kerry aleppo'],
    ['said kerry on us-russia talks', 'said john-kerry us-russia-talks'],
    ['said kerry about:aleppo', 'said john-kerry aleppo'],
    ['said about:aleppo kerry', 'said john-kerry aleppo'],
    ['said kerry "nothing like this"', 'said john-kerry "nothing like this"'],
    ['compare "ria novosti" interfax', 'compare ria-novosti interfax'],
    ['compare ria novosti interfax', 'compare ria-novosti interfax'],
    ['compare interfax "ria novosti"', 'compare interfax ria-novosti'],
    ['compare interfax and “ria novosti”', 'compare interfax ria-novosti'],
    ['links kerry and lavrov', 'links john-kerry sergey-lavrov'],
    ['links kerry, lavrov', 'links john-kerry sergey-lavrov'],
    ['links john kerry vs sergey lavrov', 'links john-kerry sergey-lavrov'],
  ] as const)('“%s” is understood as “%s”', async ([line, expected]) => {
    expect(await understood(line)).toBe(expected);
  });

  it('reads a lone word as the second where only that fits, because nobody is called so', async () => {
    expect(await understood('said aleppo')).toBe('said about:aleppo');
    expect(await understood('said about aleppo')).toBe('said about:aleppo');
    expect(await understood('said "eastern aleppo"')).toBe('said about:eastern-aleppo');
    expect(await understood('said kerry')).toBe('said john-kerry');
    expect(await understood('said russia')).toBe('said russia');
  });

  it('says which name it did not know rather than trying another parting', async () => {
    const { message } = await office.ask('compare kerry zzyzx');
    expect(message.summary).toBe('No actor in these briefs is called “zzyzx”.');
  });

  it('does not search for long in a paste by mistake', async () => {
    const { message } = await office.ask(`links ${'kerry and lavrov '.repeat(100)}`);
    expect(message.summary).not.toBe('');
    expect(office.faults).toEqual([]);
  });
});

describe('a question as people write it', () => {
  it.for([
    ['who is lavrov?', 'who sergey-lavrov'],
    ['Who was Lavrov ???', 'who sergey-lavrov'],
    ['/who lavrov', 'who sergey-lavrov'],
    ['WHO LAVROV', 'who sergey-lavrov'],
    ['brief on aleppo', 'brief aleppo'],
    ['brief about the siege of aleppo', 'brief siege-of-aleppo'],
    ['numbers for aleppo', 'numbers aleppo'],
    ['brief “eastern aleppo”', 'brief eastern-aleppo'],
    ['brief „eastern aleppo“', 'brief eastern-aleppo'],
    ['brief «eastern aleppo»', 'brief eastern-aleppo'],
    ['brief "eastern aleppo', 'brief eastern-aleppo'],
    ['help /brief', 'help brief'],
    ['story 2016-11-29-moscow-denies-aleppo-swap.yaml', 'story 2016-11-29-moscow-denies-aleppo-swap'],
  ] as const)('“%s” is understood as “%s”', async ([line, expected]) => {
    expect(await understood(line)).toBe(expected);
  });

  it.for([
    'brief aleppo since:2016-09 outlet:"washington post"',
    'outlet:"washington post" brief since:2016-09 aleppo',
    'brief since: 2016-09 aleppo outlet:«washington post»',
  ] as const)('finds the filters of “%s” wherever they stand', async (line) => {
    expect(await understood(line)).toBe('brief aleppo since:2016-09-01 outlet:washington-post');
  });

  it('keeps the text of a quotation, which is no filter and no small talk', async () => {
    expect(await understood('find "since:7d"')).toBe('find "since:7d"');
    expect(await understood('find “since:7d”')).toBe('find "since:7d"');
    expect(await understood('find "the end?"')).toBe('find "the end?"');
  });
});

describe('what was understood', () => {
  it('is not echoed where it is what was typed', async () => {
    for (const line of [
      'who lavrov',
      'who "Sergey Lavrov"',
      'who Лавров',
      'brief aleppo',
      'brief Алеппо',
      'who Röttgen',
    ]) {
      const { message } = await office.ask(line);
      expect(notesOf(message)[0] ?? '', line).not.toMatch(/Showing|read as/);
    }
  });

  it('is echoed where other letters were typed', async () => {
    expect(notesOf((await office.ask('who lavrof')).message)[0]).toBe('Showing Sergey Lavrov for “lavrof”.');
    expect(notesOf((await office.ask('brief aleppo place:genva')).message)[0]).toBe('Showing Geneva for “genva”.');
    expect(notesOf((await office.ask('breif aleppo')).message)[0]).toBe('Showing brief for “breif”.');
    expect(notesOf((await office.ask('aleppo')).message)[0]).toBe('Read as brief aleppo.');
  });

  it('is offered and not carried out where it may change something', async () => {
    const { message } = await office.ask('digst delete Morning confirm:yes');
    expect(message.summary).toBe('“digst” is no command. Did you mean digest?');
    expect(actionLines(message)).toEqual(['digest delete Morning confirm:yes']);
    expect(office.faults).toEqual([]);
  });

  it('is echoed where a role or another name of it was typed, because the answer does not show that word', async () => {
    expect(notesOf((await office.ask('who "us secretary of state"')).message)[0]).toBe(
      '“us secretary of state” read as John Kerry, Secretary of State, United States.',
    );
    expect(notesOf((await office.ask('brief moscow')).message)[0]).toBe('“moscow” read as Russia, state.');
    expect(notesOf((await office.ask('who wapo')).message)[0]).toBe('“wapo” read as The Washington Post, outlet.');
  });

  it('offers the other meanings where one stands out, with the rest of the line as it was', async () => {
    const { message, line } = await office.ask('said john about:aleppo since:2016-09');
    expect(line).toBe('said john-kerry aleppo since:2016-09-01');
    expect(actionLines(message)).toContain('said john-kirby aleppo since:2016-09-01');
    expect((await office.ask('said john-kirby aleppo since:2016-09-01')).message.tone).toBe('person');
  });

  it('asks where no meaning stands out, and each answer to that works', async () => {
    const { message, visibility, line } = await office.ask('links geneva since:2016-08');
    expect(message.tone).toBe('question');
    expect(visibility).toBe('private');
    expect(line).toBe('links geneva since:2016-08');
    const choices = actionLines(message);
    expect(choices.length).toBeGreaterThan(1);
    for (const choice of choices) {
      const { message: chosen, line: again } = await office.ask(choice);
      expect(again).toBe(choice);
      expect(['person', 'notice']).toContain(chosen.tone);
    }
  });

  it('offers what is near where nobody is called so, and never takes it', async () => {
    const { message } = await office.ask('brief aleppo outlet:kerry');
    expect(message.summary).toBe('No outlet in these briefs is called “kerry”.');
    expect(notesOf(message)).toContain('Searched 5 briefs, published 26 Aug – 29 Nov 2016.');
  });
});

describe('a command that does not exist', () => {
  it.for([
    ['breif aleppo', 'brief aleppo'],
    ['whoo lavrov', 'who sergey-lavrov'],
    ['timelin aleppo', 'timeline aleppo'],
    ['lattest', 'latest'],
    ['SOURCSE ryabkov', 'sources sergei-ryabkov'],
  ] as const)('“%s” is taken for “%s”', async ([line, expected]) => {
    expect(await understood(line)).toBe(expected);
  });

  it('is not guessed where the words are the name of somebody', async () => {
    expect(await understood('lavrov')).toBe('brief sergey-lavrov');
    expect(await understood('united states')).toBe('brief united-states');
  });

  it('is help where nothing was typed', async () => {
    for (const line of ['', '  ', '?', '/', '???']) expect(await understood(line)).toBe('help');
  });
});

describe('a mistake', () => {
  it.for([
    ['brief', '`brief` needs to know: an actor, a place, a topic, or words to look for. For example: `brief aleppo`.'],
    [
      'brief aleppo sinc:7d',
      '`brief` has no `sinc:`. Did you mean `since:`? To look for these words, put them in quotation marks.',
    ],
    ['who lavrov since:7d', '`who` has no `since:`. It takes no filters.'],
    ['status now', '`status` takes no “now”. Try `help status`.'],
    ['brief aleppo page:0', 'A page is a whole number from 1: `page:2`.'],
    ['brief aleppo page:two', 'A page is a whole number from 1: `page:2`.'],
    ['latest since:', '`since:` needs a date: 2016-11-29, 2016-11, 7d, or “last friday”.'],
    [
      'latest since:soon',
      '“soon” is no date that `since:` understands: write 2016-11-29, 2016-11, 7d, or “last friday”.',
    ],
    ['compare kerry john-kerry', 'Both are John Kerry. Name two: `compare kerry lavrov`.'],
    ['said', 'Say who spoke, or about what: `said ryabkov`, `said about:aleppo`.'],
  ] as const)('in “%s” is answered with what to do', async ([line, sentence]) => {
    const { message, visibility, line: again } = await office.ask(line);
    expect(message.tone).toBe('notice');
    expect(message.summary).toBe(sentence.replaceAll('`', ''));
    expect(visibility).toBe('private');
    expect(again).toBe(line);
  });

  it('in the name of a filter is told for each command, with those that it has', async () => {
    const { message } = await office.ask('brief aleppo colour:red');
    expect(message.summary).toMatch(/^brief has no colour:\. It takes since:, until:, outlet:, place:\./);
  });

  it('is no mistake where the colon belongs to an address, an hour or a quotation', async () => {
    for (const line of ['find https://example.org/a', 'find 10:30', 'find "colour:red"']) {
      expect((await office.ask(line)).message.summary, line).toMatch(/^No brief holds/);
    }
  });

  it('of thousands of letters is told as such', async () => {
    const { message } = await office.ask(`brief ${'a'.repeat(2500)}`);
    expect(message.summary).toBe('This line is longer than 2000 characters: ask with fewer words.');
  });
});

describe('dates in a line', () => {
  it.for([
    ['latest since:7d', 'latest since:2016-11-24'],
    ['latest since:2w', 'latest since:2016-11-17'],
    ['latest since:yesterday', 'latest since:2016-11-30'],
    ['latest since:"last friday"', 'latest since:2016-11-25'],
    ['latest since:2016-11', 'latest since:2016-11-01'],
    ['latest until:"november 2016"', 'latest until:2016-11-30'],
    ['latest until:09/10/2016', 'latest until:2016-10-09'],
    ['latest until:1w', 'latest until:2016-11-24'],
    ['latest until:2099', 'latest until:2099-12-31'],
    ['timeline aleppo before:2016-09', 'timeline aleppo before:2016-09-30'],
  ] as const)('“%s” is understood as “%s”', async ([line, expected]) => {
    const { line: canonical, message } = await office.ask(line);
    expect(canonical).toBe(expected);
    const again = await office.ask(canonical);
    expect(again.line).toBe(canonical);
    expect(again.message.sources).toEqual(message.sources);
  });

  it('are those of the reader, wherever the program runs', async () => {
    // 1 December in London is still 30 November in Honolulu and already the same day in Auckland.
    const line = 'latest since:today';
    expect((await office.desk.answer({ line, zone: 'Pacific/Honolulu' })).line).toBe('latest since:2016-11-30');
    expect((await office.desk.answer({ line, zone: 'Pacific/Auckland' })).line).toBe('latest since:2016-12-01');
    expect((await office.desk.answer({ line, zone: 'No/Such_Zone' })).line).toBe('latest since:2016-12-01');
  });

  it('find everything where the end lies in the future', async () => {
    expect((await office.ask('latest until:2099')).message.sources).toHaveLength(5);
    expect((await office.ask('brief aleppo until:2099')).message.sources).toHaveLength(5);
  });
});

describe('page: and public:', () => {
  it('are understood in every line, and are no part of it', async () => {
    const { page, line, visibility } = await office.ask('public:yes brief page:3 aleppo');
    expect({ page, line, visibility }).toEqual({ page: 3, line: 'brief aleppo', visibility: 'public' });
    expect((await office.ask('help page:2 public:yes')).visibility).toBe('public');
  });

  it.for([
    ['brief aleppo', 'private'],
    ['brief aleppo public:yes', 'public'],
    ['brief aleppo public:', 'public'],
    ['brief aleppo public:1', 'public'],
    ['brief aleppo public:no', 'private'],
    ['brief aleppo public:perhaps', 'private'],
    ['aleppo public:yes', 'public'],
    ['breif aleppo', 'private'],
    ['', 'private'],
  ] as const)('make “%s” %s, which is known beforehand', async ([line, visibility]) => {
    expect(office.desk.visibility(line)).toBe(visibility);
    expect((await office.ask(line)).visibility).toBe(visibility);
  });

  it('need no look-up to be known, because a platform must say at once who will see the answer', () => {
    const asked = () => {
      throw new Error('a name was looked up');
    };
    const names = { resolve: asked, complete: asked };
    const understanding = createUnderstanding({ corpus: office.corpus, names, commands });
    for (const line of ['aleppo', 'breif aleppo', 'who lavrov', 'compare a b public:yes', '']) {
      expect(understanding.isPublic(line)).toBe(line.includes('public:yes'));
    }
  });
});
