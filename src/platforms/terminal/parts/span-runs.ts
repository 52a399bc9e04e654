import { cleanForeign } from '../../../kernel/clean-text.ts';
import { unreachable } from '../../../kernel/errors.ts';
import type { Span, Spans } from '../../../message/model.ts';
import { channelText, instantText, spaceBeforeCite, webAddress } from '../../../message/spans.ts';
import type { Screen } from '../limits.ts';
import { run, type Format, type Line, type Run } from './runs.ts';
import { NO_BREAK } from './wrap.ts';

/** Spans as runs, each in the formats of its surroundings and its own. A citation stays with the word that it follows. */
export function runsOf(spans: Spans, screen: Screen, ...formats: readonly Format[]): Line {
  return spans.flatMap((span, index) => {
    const isCited = spans[index + 1]?.kind === 'cite';
    if (span.kind === 'plain' && isCited && span.text.endsWith(' ')) {
      return runsOfSpan({ ...span, text: span.text.trimEnd() + NO_BREAK }, screen, formats);
    }
    const runs = runsOfSpan(span, screen, formats);
    return span.kind === 'cite' && spaceBeforeCite(spans[index - 1]) ? [run(NO_BREAK), ...runs] : runs;
  });
}

function runsOfSpan(span: Span, screen: Screen, formats: readonly Format[]): readonly Run[] {
  switch (span.kind) {
    case 'plain':
      return [run(cleanForeign(span.text), ...formats)];
    case 'strong':
      return [run(cleanForeign(span.text), ...formats, 'bold')];
    case 'emphasis':
      return [run(cleanForeign(span.text), ...formats, 'italic')];
    case 'code':
      return [run(screen.colours ? cleanForeign(span.text) : `\`${cleanForeign(span.text)}\``, ...formats, 'cyan')];
    case 'quoted':
      return [run(`“${cleanForeign(span.text)}”`, ...formats, 'italic')];
    case 'found':
      return [run(cleanForeign(span.text), ...formats, 'underline')];
    case 'link': {
      const text = cleanForeign(span.text);
      const link = webAddress(span.url);
      if (link === undefined || text === link) return [run(text, ...formats)];
      if (screen.links) return [{ text, formats: [...formats, 'underline'], link }];
      return [run(`${text} (`, ...formats), run(link, ...formats, 'underline'), run(')', ...formats)];
    }
    case 'cite':
      return [run(`[${span.n}]`, 'dim')];
    case 'channel':
      return [run(channelText(span.id), ...formats)];
    case 'time':
      return [run(instantText(span, screen.zone), ...formats)];
    default:
      return unreachable(span);
  }
}
