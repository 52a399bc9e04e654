/** What is counted while a test goes on, to be printed at its end. */
export interface Tally {
  /** Kills by what the platform had done with the post in hand. */
  readonly moments: Map<string, number>;
  /** References of posts that a platform took, and of which whoever sent them never heard. */
  readonly lostAnswers: Set<string>;
  /** Times that the bot asked a platform what had been posted. */
  looks: number;
}

export function newTally(): Tally {
  return { moments: new Map(), lostAnswers: new Set(), looks: 0 };
}

/** What came of it all. */
export interface Outcome extends Tally {
  readonly what: string;
  readonly kills: number;
  readonly starts: number;
  readonly deliveries: number;
  readonly posts: number;
  /** Pages whose answer was lost and that stand there once, recorded as posted. */
  readonly repeatsPrevented: number;
  readonly unknown: number;
  readonly failed: number;
  readonly seconds: number;
}

const COLUMNS = [
  ['what', ({ what }) => what],
  ['kills', ({ kills }) => kills],
  ['starts', ({ starts }) => starts],
  ['deliveries', ({ deliveries }) => deliveries],
  ['posts', ({ posts }) => posts],
  ['answers lost', ({ lostAnswers }) => lostAnswers.size],
  ['looked up', ({ looks }) => looks],
  ['repeats prevented', ({ repeatsPrevented }) => repeatsPrevented],
  ['unknown', ({ unknown }) => unknown],
  ['failed', ({ failed }) => failed],
  ['seconds', ({ seconds }) => Math.round(seconds)],
] as const satisfies readonly (readonly [string, (outcome: Outcome) => string | number])[];

/** A table in Markdown. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = [
    COLUMNS.map(([name]) => name),
    COLUMNS.map((_, index) => (index === 0 ? '---' : '---:')),
    ...outcomes.map((outcome) => COLUMNS.map(([, read]) => String(read(outcome)))),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** When the processes were killed: `arrived 12, stored 9`. */
export function momentsOf({ moments }: Tally): string {
  const sorted = [...moments].toSorted(([a], [b]) => a.localeCompare(b));
  return sorted.map(([moment, count]) => `${moment} ${count}`).join(', ');
}

export function totalOf(what: string, outcomes: readonly Outcome[]): Outcome {
  const sum = (read: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + read(one), 0);
  const moments = new Map<string, number>();
  for (const [moment, count] of outcomes.flatMap((one) => [...one.moments])) {
    moments.set(moment, (moments.get(moment) ?? 0) + count);
  }
  return {
    what,
    moments,
    lostAnswers: new Set(
      outcomes.flatMap(({ lostAnswers }, round) => [...lostAnswers].map((one) => `${round} ${one}`)),
    ),
    kills: sum(({ kills }) => kills),
    starts: sum(({ starts }) => starts),
    deliveries: sum(({ deliveries }) => deliveries),
    posts: sum(({ posts }) => posts),
    looks: sum(({ looks }) => looks),
    repeatsPrevented: sum(({ repeatsPrevented }) => repeatsPrevented),
    unknown: sum(({ unknown }) => unknown),
    failed: sum(({ failed }) => failed),
    seconds: sum(({ seconds }) => seconds),
  };
}
