import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubber } from '../../src/kernel/scrub.ts';

const REMOVED = '[removed]';
const scrub = scrubber([]);
const letters = (count: number) => 'aB3_x-9Q'.repeat(10).slice(0, count);

/** In parts, so that nobody who searches this repository for leaked tokens finds these. */
const shaped: readonly (readonly [string, string])[] = [
  ['a token of a bot in a workspace', `xoxb-${'1234567890'.repeat(2)}-${letters(24)}`],
  ['a token of an app', `xapp-1-A0123-${'4'.repeat(13)}-${letters(64)}`],
  ['a token that expires', `xoxe.xoxb-1-${letters(80)}`],
  ['a refresh token', `xoxe-1-${letters(80)}`],
  ['a token of a bot in three parts', `${letters(26)}.${letters(6)}.${letters(38)}`],
  ['a token that answers an interaction', `aW50ZXJhY3Rpb246${letters(60)}`],
];

describe('the scrubber', () => {
  it.each(shaped)('takes %s out of any text around it', (_, token) => {
    for (const [before, after] of [
      ['', ''],
      ['"token":"', '"}'],
      ['at https://example.org/?t=', '&x=1'],
    ] as const) {
      const text = scrub(before + token + after);
      expect(text).not.toContain(token);
      expect(text).toContain(REMOVED);
      expect(text.startsWith(before)).toBe(true);
    }
  });

  it('takes the secret part out of addresses that anybody may write to', () => {
    expect(scrub(`https://hooks.example.com/commands/T1/2/${letters(20)} was refused`)).toBe(
      `https://hooks.example.com/${REMOVED} was refused`,
    );
    expect(scrub(`PATCH /v10/webhooks/123456/${letters(30)}/messages/@original`)).toBe(
      `PATCH /v10/webhooks/123456/${REMOVED}/messages/@original`,
    );
    expect(scrub(`POST /interactions/1234/${letters(30)}/callback`)).toBe(
      `POST /interactions/1234/${REMOVED}/callback`,
    );
  });

  it('takes out what a header says after the name of its scheme', () => {
    expect(scrub(`authorization: Bearer ${letters(20)}`)).toBe(`authorization: Bearer ${REMOVED}`);
  });

  it('leaves ordinary lines of a log as they are', () => {
    for (const text of [
      '{"level":30,"time":"2026-11-25T03:00:00.000Z","shard":0,"msg":"connected"}',
      'Error: no such row\n    at read (file:///app/src/corpus/index/reader.ts:12:34)',
      '2016-11-29-moscow-denies-aleppo-swap.yaml:12:3 outlet "washington-pst" is in no register',
      'node_modules/@discordjs/rest/dist/index.js:1400:22',
    ]) {
      expect(scrub(text)).toBe(text);
    }
  });

  it('takes a given secret out of any text, whatever shape it has', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 60 }).filter((secret) => !REMOVED.includes(secret)),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          expect(scrubber([secret])(`${before} ${secret} ${after}`)).not.toContain(secret);
        },
      ),
    );
  });

  it('does not take a secret of a few letters for one, as it would take words with it', () => {
    expect(scrubber(['', 'news'])('the news of today')).toBe('the news of today');
  });

  it('takes a longer secret out whole where a shorter one begins it', () => {
    expect(scrubber(['first-half', 'first-half-and-more'])('first-half-and-more')).toBe(REMOVED);
  });
});
