import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createApp } from '../../src/app.ts';
import { commands } from '../../src/commands/all.ts';
import { parseConfig } from '../../src/config.ts';
import { fixedClock } from '../../src/kernel/clock.ts';
import { createLogger } from '../../src/kernel/logger.ts';

/** The parts of the README that the program itself writes, by the name of their marks. */
export async function generatedParts(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['answer', await answerTo('disputed ryabkov')],
    ['commands', commandTable()],
  ]);
}

/** A text with every part between `<!-- name -->` and `<!-- /name -->` put in anew. */
export function withParts(text: string, parts: ReadonlyMap<string, string>): string {
  let made = text;
  for (const [name, part] of parts) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = made.indexOf(open);
    const to = made.indexOf(close);
    if (from === -1 || to < from) throw new Error(`the text has no marks for "${name}": write ${open} and ${close}`);
    made = `${made.slice(0, from + open.length)}\n${part}\n${made.slice(to)}`;
  }
  return made;
}

async function answerTo(line: string): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dossier-docs-'));
  const briefsDir = join(import.meta.dirname, '../../briefs');
  const output = new PassThrough();
  const app = createApp(parseConfig({ BRIEFS_DIR: briefsDir, DATA_DIR: dataDir }), {
    clock: fixedClock('2016-12-01T12:00:00Z'),
    logger: createLogger({ level: 'silent', output }),
    terminal: {
      input: new PassThrough(),
      output,
      isInputTerminal: false,
      isOutputTerminal: false,
      columns: () => 100,
      environment: {},
      zone: 'UTC',
    },
  });
  try {
    await app.briefs.sync();
    const answer = await app.desk.answer({ line });
    return `\`\`\`text\n> ${line}\n\n${app.show(answer, 'terminal').trimEnd()}\n\`\`\``;
  } finally {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function commandTable(): string {
  const rows = commands.map(({ name, description, arguments: specs, examples }) => {
    const filters = Object.entries(specs)
      .filter(([, spec]) => spec.positional !== true)
      .map(([key]) => `\`${key}:\``);
    const lines = examples.map((example) => `\`${example.line}\` ${example.shows}`);
    return `| **${name}** | ${description} | ${filters.join(' ')} | ${lines.join('<br>')} |`;
  });
  return ['| command | what it answers | filters | examples |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
