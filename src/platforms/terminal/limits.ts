import type { Tone } from '../../message/model.ts';
import type { Format, Ink } from './parts/runs.ts';

/** What the screen can do, as `screenOf` finds it. */
export interface Screen extends Ink {
  /** In which lines are wrapped. */
  readonly columns: number;
  /** Of a page that a reader asks for at a prompt. Undefined for no limit. */
  readonly pageLines: number | undefined;
  /** Whether choices show the line that they stand for, as there is nobody to type their number. */
  readonly showsLines: boolean;
  /** IANA zone of the reader. */
  readonly zone: string;
}

/** Lines are no longer than this on a wider screen: the eye loses its way back. */
const READABLE_COLUMNS = 100;
/** Where nobody knows the width. */
const DEFAULT_COLUMNS = 80;
/** A narrower screen is written to as if it had these. */
const LEAST_COLUMNS = 24;
/** A page of an answer at the prompt, about a screen and a half. */
const PAGE_LINES = 60;
/** The oldest lines are forgotten beyond these. */
export const HISTORY_LINES = 500;

export const accents: Readonly<Record<Tone, Format>> = {
  news: 'cyan',
  person: 'cyan',
  dispute: 'yellow',
  figures: 'cyan',
  sources: 'cyan',
  help: 'green',
  notice: 'green',
  question: 'magenta',
  fault: 'red',
};

export interface ScreenSettings {
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
  /** `NO_COLOR`, `FORCE_COLOR`, `TERM` and what tells one terminal program from another. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly zone?: string | undefined;
  /** Somebody types at a prompt. */
  readonly isInteractive: boolean;
}

export function screenOf({ isTerminal, columns, environment, zone, isInteractive }: ScreenSettings): Screen {
  const isDumb = environment['TERM'] === 'dumb';
  const wish = environment['FORCE_COLOR'];
  const isForced = wish !== undefined && wish !== '0' && wish !== 'false';
  // https://no-color.org: any value but an empty one. FORCE_COLOR is the more explicit wish.
  const isRefused = wish === '0' || wish === 'false' || (environment['NO_COLOR'] ?? '') !== '';
  return {
    colours: isForced || (isTerminal && !isDumb && !isRefused),
    links: isTerminal && !isDumb && makesLinks(environment),
    columns: Math.max(
      LEAST_COLUMNS,
      Math.min(columns === undefined || columns < 1 ? DEFAULT_COLUMNS : columns, READABLE_COLUMNS),
    ),
    pageLines: isInteractive ? PAGE_LINES : undefined,
    showsLines: !isInteractive,
    zone: zone ?? 'UTC',
  };
}

const linking = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper']);

/** Programs known to make links of OSC 8; an unknown one might print the sequence. A multiplexer between may drop it. */
function makesLinks(environment: ScreenSettings['environment']): boolean {
  if (/^(?:tmux|screen)/.test(environment['TERM'] ?? '') || environment['TMUX']) return false;
  return (
    linking.has(environment['TERM_PROGRAM'] ?? '') ||
    Number(environment['VTE_VERSION'] ?? 0) >= 5000 ||
    environment['WT_SESSION'] !== undefined ||
    environment['KONSOLE_VERSION'] !== undefined ||
    /^(?:xterm-kitty|alacritty|foot|xterm-ghostty)/.test(environment['TERM'] ?? '')
  );
}
