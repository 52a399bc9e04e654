import { cpus, loadavg, totalmem } from 'node:os';
import type { Machine } from './results.ts';

/** With how much it has to do just now. */
export function thisMachine(): Machine {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: totalmem() / 2 ** 30,
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
  };
}
