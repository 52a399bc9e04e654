import { allComponents, type AnyComponent } from '../messages/components.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { FakeUser } from '../world/user.ts';
import { NotPossible } from './interact.ts';

const BUTTON = 2;
const LINK = 5;
const SELECTS = new Set([3, 5, 6, 7, 8]);

/** A button that somebody can press now, by its label or its custom id. @throws NotPossible */
export function findButton(message: StoredMessage, user: FakeUser, wanted: string): AnyComponent {
  const buttons = componentsFor(message, user).filter((one) => one.type === BUTTON);
  const found = only(buttons, wanted, (one) => one.label ?? '');
  if (found.style === LINK) throw new NotPossible(`"${wanted}" is a link, which tells the app nothing`);
  if (found.disabled) throw new NotPossible(`"${wanted}" is disabled`);
  return found;
}

/** A menu that somebody can open now, by its placeholder or its custom id. @throws NotPossible */
export function findSelect(message: StoredMessage, user: FakeUser, wanted: string): AnyComponent {
  const menus = componentsFor(message, user).filter((one) => SELECTS.has(one.type));
  const found = only(menus, wanted, (one) => one.placeholder ?? '');
  if (found.disabled) throw new NotPossible(`"${wanted}" is disabled`);
  return found;
}

function componentsFor(message: StoredMessage, user: FakeUser): readonly AnyComponent[] {
  if (!message.isVisibleTo(user)) throw new NotPossible(`${user.name} does not see that message`);
  return allComponents(message.components);
}

function only(those: readonly AnyComponent[], wanted: string, shown: (one: AnyComponent) => string): AnyComponent {
  const found = those.filter((one) => one.custom_id === wanted || shown(one) === wanted);
  const [first] = found;
  if (!first) throw new NotPossible(`No "${wanted}" there, only ${those.map(shown).join(' | ') || 'nothing'}`);
  if (found.length > 1) throw new NotPossible(`"${wanted}" stands there ${found.length} times: name its custom id`);
  return first;
}

/** The values of a menu of texts, for the labels or values that somebody picks. @throws NotPossible */
export function pickOptions(
  { options = [], min_values: least = 1, max_values: most = 1 }: AnyComponent,
  picked: readonly string[],
): readonly string[] {
  if (picked.length < least || picked.length > most)
    throw new NotPossible(`The menu takes ${least} to ${most}, not ${picked.length}`);
  return picked.map((wanted) => {
    const found = options.find((one) => one.label === wanted || one.value === wanted);
    if (found) return found.value;
    throw new NotPossible(`The menu has no "${wanted}", only ${options.map((one) => one.label).join(' | ')}`);
  });
}
