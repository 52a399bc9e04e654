import type { z } from 'zod';
import type { Core } from '../core.ts';
import { jsonObject, type JsonObject } from '../json.ts';
import { SlackError } from './slack-error.ts';
import type { Installation, Token, TokenKind } from '../world/tokens.ts';

export interface Call<Given> {
  readonly core: Core;
  readonly given: Given;
  readonly token: Token;
  /** The workspace that the token opens. */
  readonly installation: Installation;
  /** Refused unless the token has one of these scopes. */
  readonly need: (...scopes: readonly string[]) => void;
}

/** A method that takes a token of a workspace. */
export interface Method {
  readonly name: string;
  /** All are needed; what depends on the arguments is asked for by `need`. */
  readonly scopes: readonly string[];
  readonly tokens: readonly TokenKind[];
  readonly arguments: z.ZodObject;
  run(core: Core, given: unknown, token: Token): JsonObject;
}

interface Definition<Shape extends z.ZodObject> {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly arguments: Shape;
  run(call: Call<z.output<Shape>>): JsonObject;
}

export const lacking = (token: Token, needed: readonly string[]): SlackError =>
  new SlackError('missing_scope', { needed: needed.join(','), provided: token.scopes.join(',') });

/** Every method also takes `team_id`, which only a token for a whole organisation makes Slack read. */
export function defineMethod<Shape extends z.ZodObject>(given: Definition<Shape>): Method {
  return {
    name: given.name,
    scopes: given.scopes ?? [],
    tokens: ['bot', 'user'],
    arguments: given.arguments,
    run(core, raw, token) {
      const { installation } = token;
      if (installation === undefined) throw new SlackError('not_allowed_token_type');
      const { team_id: teamId, ...rest } = jsonObject.parse(raw);
      if (teamId !== undefined && teamId !== installation.team.id) {
        core.note(`${given.name}: the token of one workspace with the team_id of another`);
      }
      const need = (...scopes: readonly string[]) => {
        if (!scopes.some((scope) => token.scopes.includes(scope))) throw lacking(token, scopes);
      };
      return given.run({ core, given: given.arguments.parse(rest), token, installation, need });
    },
  };
}
