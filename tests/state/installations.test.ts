import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/kernel/errors.ts';
import { parseVault } from '../../src/state/vault.ts';
import { after, describeOverEach, START, TENANT } from './databases.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [OLD, NEW] = [key('2026a'), key('2026b')];
const SECRET = '{"token":"canary-7f3a-ключ"}';

describeOverEach('an installation', (databases, engine) => {
  it('gives back its secret, which lies in the database sealed', async () => {
    const place = await databases.place();
    const state = await databases.open(place);
    const store = state.installations(parseVault(OLD, 'STATE_KEYS'));
    expect(await store.find(TENANT)).toBeUndefined();
    await store.save(TENANT, SECRET, START);
    expect(await store.find(TENANT)).toEqual({ ...TENANT, secret: SECRET, installedAt: START, changedAt: START });
    await store.save(TENANT, 'newer', after(1));
    expect(await store.find(TENANT)).toMatchObject({ secret: 'newer', installedAt: START, changedAt: after(1) });
    if ('file' in place) {
      for (const file of [place.file, `${place.file}-wal`]) {
        expect(readFileSync(file).includes('canary'), `${engine}: ${file}`).toBe(false);
      }
    }
  });

  it('is of one community: nobody else sees it, and its removal takes no other', async () => {
    const state = await databases.fresh();
    const store = state.installations(parseVault(OLD, 'STATE_KEYS'));
    const other = { ...TENANT, tenant: 'T2' };
    await store.save(TENANT, 'one', START);
    await store.save(other, 'two', START);
    await store.save({ ...TENANT, platform: 'elsewhere' }, 'three', START);
    expect(await store.tenants('chat')).toEqual([TENANT, other]);
    expect(await store.remove(TENANT)).toBe(true);
    expect(await store.remove(TENANT)).toBe(false);
    expect(await store.find(TENANT)).toBeUndefined();
    expect(await store.find(other)).toMatchObject({ secret: 'two' });
  });

  it('is sealed anew when a new key comes in front, and then the old key may go', async () => {
    const state = await databases.fresh();
    await state.installations(parseVault(OLD, 'STATE_KEYS')).save(TENANT, SECRET, START);
    const both = state.installations(parseVault(`${NEW},${OLD}`, 'STATE_KEYS'));
    expect(await both.find(TENANT)).toMatchObject({ secret: SECRET });
    expect(await both.sealAnew()).toBe(1);
    expect(await both.sealAnew()).toBe(0);
    const onlyNew = state.installations(parseVault(NEW, 'STATE_KEYS'));
    expect(await onlyNew.find(TENANT)).toMatchObject({ secret: SECRET });
    await expect(state.installations(parseVault(OLD, 'STATE_KEYS')).find(TENANT)).rejects.toThrow(
      /sealed with the key "2026b", which STATE_KEYS does not hold: put that key back/,
    );
  });
});

describe('a vault', () => {
  it('seals the same text differently each time, and opens it only where it was sealed', () => {
    const vault = parseVault(OLD, 'STATE_KEYS');
    const [one, two] = [vault.seal(SECRET, 'here'), vault.seal(SECRET, 'here')];
    expect(one.sealed).not.toBe(two.sealed);
    expect(vault.open(one, 'here')).toBe(SECRET);
    expect(() => vault.open(one, 'there')).toThrow(/does not open with the key "2026a"/);
  });

  it('opens nothing that was changed in any byte, or cut', () => {
    const vault = parseVault(OLD, 'STATE_KEYS');
    const { keyId, sealed } = vault.seal(SECRET, 'here');
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.open({ keyId, sealed: changed.toString('base64') }, 'here')).toThrow(UserError);
    }
    for (const length of [0, 5, 12, 20, 28, bytes.length - 1]) {
      const cut = bytes.subarray(0, length).toString('base64');
      expect(() => vault.open({ keyId, sealed: cut }, 'here')).toThrow(UserError);
    }
  });

  it('tells another key under the same id from the right one', () => {
    const sealed = parseVault(OLD, 'STATE_KEYS').seal(SECRET, 'here');
    expect(() => parseVault(key('2026a'), 'STATE_KEYS').open(sealed, 'here')).toThrow(/another key than the one/);
  });

  it.each([
    ['', /^UserError: STATE_KEYS holds no usable key: write an id, a colon and 32 bytes in base64/],
    ['c2VjcmV0LWNhbmFyeQ==', /no usable key:/],
    ['2026a:c2VjcmV0LWNhbmFyeQ==', /no usable key under "2026a":/],
    [`${OLD},2026b:`, /no usable key under "2026b":/],
    [`${OLD},${OLD}`, /two keys under the id "2026a"/],
    [`Secret Canary:${OLD.slice(6)}`, /no usable key:/],
  ])('says what a setting must be, and repeats no key: %s', (text, sentence) => {
    let said = '';
    try {
      parseVault(text, 'STATE_KEYS');
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/canary|c2Vj/i);
    expect(said).not.toContain(OLD.slice(6));
  });
});
