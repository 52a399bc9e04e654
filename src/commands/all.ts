import type { Command } from '../command.ts';
import { brief } from './brief.ts';
import { changed } from './changed.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { digest } from './digest.ts';
import { disputed } from './disputed.ts';
import { find } from './find.ts';
import { follow } from './follow.ts';
import { following } from './following.ts';
import { help } from './help.ts';
import { latest } from './latest.ts';
import { links } from './links.ts';
import { names } from './names.ts';
import { numbers } from './numbers.ts';
import { said } from './said.ts';
import { sources } from './sources.ts';
import { status } from './status.ts';
import { story } from './story.ts';
import { timeline } from './timeline.ts';
import { unfollow } from './unfollow.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';
import { watching } from './watching.ts';
import { who } from './who.ts';

/** Every command, in the order of help and menus. A new command is one file and one line here. */
export const commands: readonly Command[] = [
  brief,
  who,
  said,
  disputed,
  numbers,
  timeline,
  links,
  compare,
  latest,
  changed,
  story,
  sources,
  find,
  names,
  check,
  follow,
  unfollow,
  following,
  watch,
  unwatch,
  watching,
  digest,
  status,
  help,
];
