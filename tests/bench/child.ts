/**
 * One measurement in a process of its own, so that none inherits the memory, the warm code or the open files of another.
 * Its task and its orders are the arguments; its result and its peak memory are the last line that it prints.
 */
import { enableCompileCache } from 'node:module';
import type { TaskName, Tasks } from './tasks.ts';

// As `dossier` itself starts: what strips the types is then not part of every process.
enableCompileCache();

const [, , name, orders = '{}'] = process.argv;

async function run(): Promise<unknown> {
  // `main.ts` passes orders of the type that the task takes.
  const given: unknown = JSON.parse(orders);
  const task = await load(name as TaskName);
  return task(given as never);
}

/** Loads only what the task needs: what another task needs would count as its memory. */
async function load(task: TaskName): Promise<Tasks[TaskName]> {
  switch (task) {
    case 'generate':
      return (await import('./tasks/generate.ts')).generate;
    case 'floor':
      return (await import('./tasks/floor.ts')).floor;
    case 'minisearchBuild':
      return (await import('./minisearch/build.ts')).minisearchBuild;
    case 'minisearchFirst':
      return (await import('./minisearch/first.ts')).minisearchFirst;
    case 'minisearchAsk':
      return (await import('./minisearch/ask.ts')).minisearchAsk;
    case 'dossierBuild':
      return (await import('./dossier/build.ts')).dossierBuild;
    case 'dossierAsk':
      return (await import('./dossier/ask.ts')).dossierAsk;
    case 'dossierResolve':
      return (await import('./dossier/resolve.ts')).dossierResolve;
  }
}

const result = await run();
process.stdout.write(`\n${JSON.stringify({ result, peakKb: process.resourceUsage().maxRSS })}\n`);
