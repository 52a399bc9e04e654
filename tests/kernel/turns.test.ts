import { describe, expect, it } from 'vitest';
import { inTurns } from '../../src/kernel/turns.ts';

describe('long work in turns', () => {
  it('lets what else there is to do have its turn before it ends', async () => {
    const heard: string[] = [];
    setImmediate(() => heard.push('others'));
    function* untilHeard() {
      while (heard.length === 0) yield;
      return heard;
    }
    expect(await inTurns(untilHeard())).toEqual(['others']);
  });

  it('fails as the work does', async () => {
    // oxlint-disable-next-line require-yield -- it fails before it could
    function* failing() {
      throw new Error('a bad part');
    }
    await expect(inTurns(failing())).rejects.toThrow('a bad part');
  });
});
