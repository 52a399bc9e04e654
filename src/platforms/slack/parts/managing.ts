import { z } from 'zod';
import { UserError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { GROUPS_NOT_READ, MANAGERS, MANAGERS_OF_MADE, NOT_NOW } from './notices.ts';
import { codeOf, forLog, refusalOf } from './remote-error.ts';
import type { Web } from './web.ts';
import type { Workspace } from './workspace.ts';

/** https://docs.slack.dev/reference/objects/user-object. What is not told of somebody is not granted to them. */
const info = z.object({
  user: z.object({
    team_id: z.string().optional(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    /** Of an organisation with several workspaces. */
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  }),
});
type User = z.infer<typeof info>['user'];

const group = z.object({ users: z.array(z.string()) });

/** A group of another workspace, one that is gone, and a plan without groups: nobody of this workspace is in it. */
const NO_GROUP: ReadonlySet<string> = new Set(['no_such_subteam', 'plan_upgrade_required']);

export interface ManagingParts {
  readonly web: Web;
  /** Ids of people and of user groups. Where there are none, every full member may set something up. */
  readonly editors: readonly string[];
  readonly logger: Logger;
}

/** Who may set up what everybody reads. People change: nothing that was asked before is kept. */
export class Managing {
  readonly managers: string;
  readonly managersOfMade: string;
  readonly #parts: ManagingParts;

  constructor(parts: ManagingParts) {
    this.#parts = parts;
    const kind = parts.editors.length > 0 ? 'named' : 'all';
    this.managers = MANAGERS[kind];
    this.managersOfMade = MANAGERS_OF_MADE[kind];
  }

  /** @throws UserError where the platform does not tell it */
  async mayManage(workspace: Workspace, person: string, madeBy: string | undefined): Promise<boolean> {
    if (madeBy === person) return true;
    const { editors } = this.#parts;
    try {
      const { user } = info.parse(await this.#parts.web(workspace, 'users.info', { user: person }));
      if (!isMember(user, workspace)) return false;
      if (user.is_admin || user.is_owner || user.is_primary_owner || editors.includes(person)) return true;
      if (editors.length > 0) return await this.#isInGroup(workspace, person);
      return madeBy === undefined && user.is_restricted === false && user.is_ultra_restricted === false;
    } catch (error) {
      this.#parts.logger.warn('it could not be found out what somebody may do', { why: String(forLog(error)) });
      if (refusalOf(error) === undefined) throw forLog(error);
      throw new UserError(codeOf(error) === 'missing_scope' ? GROUPS_NOT_READ : NOT_NOW);
    }
  }

  async #isInGroup(workspace: Workspace, person: string): Promise<boolean> {
    const groups = this.#parts.editors.filter(isGroup);
    const members = await Promise.all(groups.map((usergroup) => this.#membersOf(workspace, usergroup)));
    return members.some((one) => one.includes(person));
  }

  async #membersOf(workspace: Workspace, usergroup: string): Promise<readonly string[]> {
    try {
      return group.parse(await this.#parts.web(workspace, 'usergroups.users.list', { usergroup })).users;
    } catch (error) {
      if (!NO_GROUP.has(codeOf(error))) throw error;
      this.#parts.logger.info('SLACK_EDITORS names a group that this workspace does not have', { group: usergroup });
      return [];
    }
  }
}

/** Whether the id is one of a user group: https://docs.slack.dev/reference/objects/usergroup-object */
export function isGroup(id: string): boolean {
  return id.startsWith('S');
}

function isMember(
  { team_id: team, enterprise_user: wide, deleted, is_bot: isBot }: User,
  workspace: Workspace,
): boolean {
  const isHere = team === workspace.team || wide?.teams?.includes(workspace.team) === true;
  return isHere && deleted !== true && isBot !== true;
}
