import { posix } from 'node:path';

/**
 * Who may import whom, denied by default. A left-hand name is a folder of `src/` or a file at its top; a folder always
 * may import itself. `everything` is for what wires the parts together. Types count as much as values.
 */
const walls: Readonly<Record<string, readonly string[] | 'everything'>> = {
  kernel: [],
  message: ['kernel'],
  corpus: ['kernel'],
  state: ['kernel'],
  // A command line as text: taken apart and written.
  line: ['kernel'],
  names: ['corpus', 'kernel'],
  // What arrived between two marks, set against what was there before.
  news: ['corpus', 'state', 'kernel'],
  // A button that a view shows carries a command line.
  views: ['line', 'news', 'corpus', 'message', 'kernel'],
  // From the words of a line to the arguments of a command: the inner half of the desk.
  understanding: ['command.ts', 'platform.ts', 'line', 'views', 'corpus', 'names', 'message', 'kernel'],
  // What a command asked for → the briefs and lines that its answer is made from.
  inquiry: ['command.ts', 'line', 'corpus', 'names', 'kernel'],
  // Beside the briefs, what lies in the precious database is an argument too: who asks, and the services that serve them.
  'command.ts': ['services.ts', 'platform.ts', 'corpus', 'names', 'message', 'kernel'],
  'services.ts': ['news', 'digests', 'follows'],
  'platform.ts': ['message', 'kernel'],
  // What is counted, for whoever counts it: the parts that are measured know only this.
  'metrics.ts': [],
  // Answers whether the bot lives and what it has done. What stands in the database is counted where it is written down.
  operations: ['metrics.ts', 'state', 'kernel'],
  commands: ['command.ts', 'inquiry', 'line', 'views', 'corpus', 'names', 'message', 'kernel'],
  // What /status counts comes from the corpus.
  'desk.ts': [
    'command.ts',
    'services.ts',
    'platform.ts',
    'metrics.ts',
    'understanding',
    'line',
    'views',
    'corpus',
    'names',
    'message',
    'kernel',
  ],
  digests: ['platform.ts', 'views', 'news', 'corpus', 'state', 'message', 'kernel'],
  // Quiet hours are times of day in a zone, as those of a digest are.
  follows: ['platform.ts', 'views', 'news', 'digests', 'corpus', 'state', 'message', 'kernel'],
  // A native form becomes a command line, as everything that is asked.
  platforms: ['platform.ts', 'line', 'message', 'kernel'],
  'config.ts': ['platform-settings.ts', 'settings-reader.ts', 'kernel'],
  // The part of the settings that knows each platform.
  'platform-settings.ts': ['settings-reader.ts'],
  // What settings of any kind are read with.
  'settings-reader.ts': [],
  'command-line.ts': ['kernel'],
  // What a platform may keep, without knowing of the database.
  'tenants.ts': ['state', 'kernel'],
  // What is told of the app to who watches over it: a part of the composition root that has a file of its own.
  'oversight.ts': ['config.ts', 'operations', 'platform.ts', 'corpus', 'state', 'kernel'],
  // What works without being asked, wired: another part of the composition root.
  'back-office.ts': ['services.ts', 'digests', 'follows', 'news', 'platform.ts', 'corpus', 'state', 'kernel'],
  'app.ts': 'everything',
  'main.ts': 'everything',
  'dossier.mjs': ['main.ts'],
};

/** Where one file may do more than its folder, or a folder in it. Each needs a reason that its folder does not have. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // The command that sets digests up, with a form.
  'commands/digest.ts': ['digests', 'platform.ts'],
  'commands/digest': ['digests', 'platform.ts'],
  // Quiet hours are typed in a command, and have no other reader.
  'inquiry/typed-quiet.ts': ['digests'],
};

/** Importing one of these starts the program. */
const starters = new Set(['main.ts', 'dossier.mjs']);
const tops = new Set(['app.ts', ...starters]);

/** Platforms by name: besides its own folder, only these say which ones there are. */
export const namesPlatforms = new Set(['config.ts', 'platform-settings.ts', 'app.ts', 'main.ts', 'command-line.ts']);
export const touchesProcess = new Set(['main.ts', 'dossier.mjs']);

/**
 * The file that `specifier` means in the module `from`, both as paths from `src/` (`../` leads out of it);
 * undefined where it is a package.
 */
export function resolveImport(from: string, specifier: string): string | undefined {
  return /^\.{1,2}(\/|$)/.test(specifier) ? posix.join(posix.dirname(from), specifier) : undefined;
}

/** Why `from` may not import `to`, as a sentence that says what to do; undefined where it may. Paths from `src/`. */
export function forbids(from: string, to: string): string | undefined {
  const [here, there] = [moduleOf(from), moduleOf(to)];
  const allowed = walls[here];
  const arrow = `src/${from} imports src/${to}`;
  if (to.startsWith('../')) return `${arrow}, which is outside src/: move what it needs into src/.`;
  if (allowed === undefined) {
    return `src/${from} belongs to \`${here}\`, which has no row in the table of walls: add one to tests/architecture/walls.ts.`;
  }
  if (here === 'platforms' && there === 'platforms') {
    return platformOf(from) === platformOf(to)
      ? undefined
      : `${arrow}: a platform imports no other platform. Move what both need into message/ or platform.ts.`;
  }
  if (here === there) return undefined;
  const mayDo = allowed === 'everything' ? Object.keys(walls).filter((name) => !starters.has(name)) : allowed;
  const more = exceptions[from] ?? exceptions[posix.dirname(from)] ?? [];
  if (mayDo.includes(there) || more.includes(there)) return undefined;
  const list = [...mayDo, ...more].join(', ') || 'nothing of ours';
  return tops.has(there)
    ? `${arrow}: nothing may import \`${there}\`. Pass what it needs in as an argument.`
    : `${arrow}: \`${here}\` may import only ${list}. Pass what it needs in as an argument, move it, or change the table in tests/architecture/walls.ts and say why there.`;
}

function moduleOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function platformOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Each ring of modules that import one another, once, as the files on its way round. */
export function cyclesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const rings = new Map<string, string[]>();
  const done = new Set<string>();
  const way: string[] = [];
  const walk = (file: string): void => {
    const at = way.indexOf(file);
    if (at !== -1) {
      const ring = way.slice(at);
      rings.set(ring.toSorted().join(' '), ring);
      return;
    }
    if (done.has(file)) return;
    way.push(file);
    for (const next of imports.get(file) ?? []) walk(next);
    way.pop();
    done.add(file);
  };
  for (const file of imports.keys()) walk(file);
  return [...rings.values()];
}

/** For each folder, the files that another one has and it has not. */
export function missingFiles(folders: ReadonlyMap<string, readonly string[]>): string[] {
  const all = [...new Set([...folders.values()].flat())].toSorted();
  return [...folders].flatMap(([folder, files]) =>
    all.filter((file) => !files.includes(file)).map((file) => `${folder}/${file}`),
  );
}

/** The platform that a word or path names, where it names one: `SlackChannel`, `discord.js`, `a terminal`. */
export function platformNamed(text: string, platforms: readonly string[]): string | undefined {
  return platforms.find((name) => text.toLowerCase().includes(name));
}

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/;
const KEBAB_FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function isKebabCase(path: string): boolean {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  return KEBAB.test(file) && parts.every((part) => KEBAB_FOLDER.test(part));
}
