import { subjectsOf } from '../../corpus/facts.ts';
import type { Dated } from '../../corpus/fields.ts';
import type { Brief, Claim, Point } from '../../corpus/model.ts';
import { foldedTokens } from '../../kernel/fold.ts';
import type { Item, Spans } from '../../message/model.ts';
import { highlight, holdsAny } from './highlight.ts';
import { marks, names } from './items.ts';
import type { Page } from './page.ts';
import { plain, quoted } from './spans.ts';

const LINES = 3;

/** A brief that a text search found: its headline, and under it the lines that hold most of the words. */
export function hitItem(brief: Brief, words: ReadonlySet<string>, page: Page): Item {
  const lines = linesOf(brief, page).filter((line) => holdsAny(line.text, words));
  const best = lines.toSorted((a, b) => hits(b.text, words) - hits(a.text, words)).slice(0, LINES);
  const left = lines.length - best.length;
  const under = best.map((line): Spans => [
    ...line.before,
    ...(line.verbatim ? [quoted(line.text)] : highlight(line.text, words)),
    ...(line.after ?? []),
  ]);
  return {
    spans: [plain(`${page.when(brief.published)} · `), ...highlight(brief.headline, words), ...marks([brief], page)],
    under: left > 0 ? [...under, [plain(`+${left} more ${left === 1 ? 'line' : 'lines'} in this brief`)]] : under,
  };
}

function hits(text: string, words: ReadonlySet<string>): number {
  return new Set(foldedTokens(text).filter((token) => words.has(token))).size;
}

interface Line {
  readonly before: Spans;
  readonly text: string;
  readonly after?: Spans;
  /** A speaker's own words stay one quoted span: marks inside would break it up. */
  readonly verbatim?: boolean;
}

function linesOf(brief: Brief, page: Page): readonly Line[] {
  const line = (text: string, ...before: Spans): Line => ({ text, before });
  return [
    line(brief.summary),
    ...brief.points.map((point) => ({ ...line(point.text, ...dayOf(point.on, page)), after: reportedBy(point, page) })),
    ...brief.statements.flatMap((statement) => {
      const speaker = [...dayOf(statement.on, page), plain(`${page.lookup.name(statement.by)}: `)];
      const said = line(statement.said, ...speaker);
      return statement.quote === undefined
        ? [said]
        : [said, { text: statement.quote, before: speaker, verbatim: true }];
    }),
    ...brief.claims.flatMap((claim) => [
      line(claim.claim, plain(`Claim (${sidesOf(claim, page)}): `)),
      ...claim.stances.map((stance) =>
        line(stance.note ?? '', plain(`${page.lookup.name(stance.by)} ${stance.stance} a claim: `)),
      ),
    ]),
    ...brief.figures.map((figure) => line(figure.text)),
    ...[...brief.points, ...brief.statements, ...brief.figures, ...brief.notes.map((note) => ({ note }))].map(
      ({ note }) => line(note ?? '', plain('Editor’s note: ')),
    ),
    line(brief.source.title, plain('Title of the article: ')),
    line(brief.source.author ?? '', plain('Author of the article: ')),
    // A brief is found by the names of what it speaks of too, and would else stand there without a reason.
    ...[...subjectsOf(brief)].map((id) => line(page.lookup.name(id), plain('It speaks of: '))),
  ];
}

function dayOf(on: Dated | undefined, page: Page): Spans {
  return on === undefined ? [] : [plain(`${page.when(on)} · `)];
}

function reportedBy({ via }: Point, page: Page): Spans {
  return via.length === 0 ? [] : [plain(` Reported by ${names(via, page)}.`)];
}

/** "The Washington Post asserts, Sergei Ryabkov denies" */
function sidesOf({ stances }: Claim, page: Page): string {
  return [...new Set(stances.map(({ by, stance }) => `${page.lookup.name(by)} ${stance}`))].join(', ');
}
