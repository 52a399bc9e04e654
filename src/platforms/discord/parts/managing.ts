import { UserError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { MANAGERS, NOT_NOW } from './notices.ts';
import { mayManageWith, type Member } from './permissions.ts';
import { forLog, refusalOf } from './remote-error.ts';
import type { Rights } from './rights.ts';

export interface ManagingParts {
  readonly rights: Rights;
  /** Ids of roles, of any server, whose members may manage as well. */
  readonly editorRoles: readonly string[];
  readonly logger: Logger;
}

/**
 * Who may set up what everybody reads: members who may manage the channel in which they ask, and those with a role of the
 * settings. Having made something before gives nobody a right: whoever lost the permission has lost it there too.
 */
export class Managing {
  readonly managers: string;
  readonly #parts: ManagingParts;

  constructor(parts: ManagingParts) {
    this.#parts = parts;
    this.managers = parts.editorRoles.length > 0 ? MANAGERS.named : MANAGERS.all;
  }

  /** By what the platform has told with what they did. */
  with(permissions: bigint, roles: readonly string[]): boolean {
    return mayManageWith(permissions) || this.#isEditor(roles);
  }

  /** @throws UserError where the platform does not tell it */
  async ask(guild: string, channel: string, member: Member): Promise<boolean> {
    if (this.#isEditor(member.roles)) return true;
    try {
      return mayManageWith(await this.#parts.rights.of(guild, channel, member));
    } catch (error) {
      this.#parts.logger.warn('it could not be found out what somebody may do', { why: String(forLog(error)) });
      if (refusalOf(error) === undefined) throw forLog(error);
      throw new UserError(NOT_NOW);
    }
  }

  #isEditor(roles: readonly string[]): boolean {
    return this.#parts.editorRoles.some((role) => roles.includes(role));
  }
}
