import type { types } from '@slack/bolt';
import type { Answer, CommandSheet, Choice } from '../../../platform.ts';
import { limits } from '../limits.ts';
import { renderAnswer, renderShort } from '../render.ts';
import type { CommandNames } from './command-names.ts';
import { actionsBlocks, button, type Control } from './controls.ts';
import { ActionIds } from './pressed.ts';
import { plainObject } from './text-object.ts';

/** The field of the home in which a line is typed. */
export const HOME_FIELD = 'dossier:ask';

export interface HomeParts {
  /** What is in the news. */
  readonly latest: Answer;
  /** Its subjects, each with the line that asks about it. */
  readonly subjects: readonly (Choice & { readonly line: string })[];
  readonly sections: readonly HomeSection[];
  readonly commands: readonly CommandSheet[];
  readonly names: CommandNames;
}

/** What belongs to who reads it. */
export interface HomeSection {
  readonly line: string;
  /** Undefined where it was not there in time. */
  readonly answer: Answer | undefined;
}

const EXAMPLES = 6;
/** Of all sections together, so that they leave room for a whole page of what is in the news. */
const SECTIONS_BLOCKS = 36;

/** A field to ask in, what is in the news, and what else can be asked. https://docs.slack.dev/surfaces/app-home */
export function homeOf({ latest, subjects, sections, commands, names }: HomeParts): types.HomeView {
  const ids = new ActionIds('home');
  const examples = commands.flatMap(({ examples: [first] }) => first ?? []).slice(0, EXAMPLES);
  const about = subjects.flatMap(({ label, line }) => button(label, { line }, ids) ?? []);
  const tries = examples.flatMap(({ line }) => button(names.typed(line), { line }, ids) ?? []);
  // Nobody else reads it here, so that there is nothing to share.
  const { blocks } = renderAnswer({ ...latest, visibility: 'public' }, {}, names);
  const each = Math.floor(SECTIONS_BLOCKS / Math.max(1, sections.length));
  const own = sections.flatMap((one) => shown(one, each, names, ids));
  const apart = own.length > 0 ? [{ type: 'divider' as const }] : [];
  const top = [askField(), ...section('Ask about', about), ...own, ...apart];
  const end = [{ type: 'divider' as const }, ...section('For example', tries)];
  return { type: 'home', blocks: [...top, ...blocks, ...end].slice(0, limits.viewBlocks.most) };
}

/** The beginning of an answer, and a button for the rest of it. */
function shown(
  { line, answer }: HomeSection,
  mostBlocks: number,
  names: CommandNames,
  ids: ActionIds,
): readonly types.KnownBlock[] {
  const short = answer && renderShort(answer, mostBlocks, names);
  const rest = button(short ? 'Show all' : names.typed(line), { line }, ids);
  const more = short?.isWhole === true || !rest ? [] : actionsBlocks([rest]);
  return [{ type: 'divider' }, ...(short?.blocks ?? []), ...more];
}

function askField(): types.InputBlock {
  return {
    type: 'input',
    dispatch_action: true,
    label: plainObject('Ask the briefs', limits.inputLabel.most),
    element: {
      type: 'plain_text_input',
      action_id: HOME_FIELD,
      placeholder: plainObject('who lavrov', limits.placeholder.most),
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    },
    hint: plainObject('The answer comes as a direct message. “help” says what can be asked.', limits.inputLabel.most),
  };
}

function section(title: string, controls: readonly Control[]): readonly types.KnownBlock[] {
  if (controls.length === 0) return [];
  const heading: types.ContextBlock = { type: 'context', elements: [plainObject(title, limits.textObject.most)] };
  return [heading, ...actionsBlocks(controls)];
}
