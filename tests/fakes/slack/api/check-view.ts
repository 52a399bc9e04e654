import type { BlockRules } from './block-rules.ts';
import type { Json } from '../json.ts';
import { invalidArguments, SlackError } from './slack-error.ts';
import { inputsOf, view, type ViewContent } from './view-shape.ts';

const SIZE = 250_000;

/** The view, or the refusal that Slack would answer with. */
export function checkView(rules: BlockRules, value: Json | undefined, kind: ViewContent['type']): ViewContent {
  if (value === undefined) throw invalidArguments('missing required field: view');
  if (JSON.stringify(value).length > SIZE) throw new SlackError('view_too_large');
  const read = view.safeParse(value);
  if (!read.success) {
    throw invalidArguments(
      ...read.error.issues.map((one) => `${one.message} [json-pointer:/view/${one.path.join('/')}]`),
    );
  }
  const content = read.data;
  if (content.type !== kind) throw invalidArguments(`invalid view type, expected ${kind} [json-pointer:/view/type]`);
  const problems = rules.problemsOfBlocks(content.blocks, kind);
  if (problems.length > 0) throw invalidArguments(...problems);
  if (content.type === 'modal' && content.submit === undefined && inputsOf(content.blocks).length > 0) {
    throw invalidArguments('missing required field: submit [json-pointer:/view/submit]');
  }
  return content;
}
