import { stringAt } from '../json.ts';
import type { OAuth } from './oauth.ts';
import { SlackError } from './slack-error.ts';
import type { SocketMode } from '../delivery/socket-mode.ts';
import type { Special } from './web-api.ts';

/** Methods that take an app-level token, or none. */
export function specialMethods(socketMode: SocketMode, oauth: OAuth): ReadonlyMap<string, Special> {
  return new Map<string, Special>([
    [
      'api.test',
      (_core, { given }) => {
        const { error } = given;
        if (typeof error === 'string') throw new SlackError(error, { args: given });
        return { args: given };
      },
    ],
    [
      'apps.connections.open',
      (core, { token: value, tokenInHeader, verb }) => {
        if (verb !== 'POST') throw new SlackError('insecure_request');
        // Its page: as an argument the token is refused.
        if (value !== undefined && !tokenInHeader) throw new SlackError('missing_args');
        const token = core.tokens.check(value);
        if (token.kind !== 'app') throw new SlackError('not_allowed_token_type');
        return { url: socketMode.issueAddress() };
      },
    ],
    ['oauth.v2.access', (_core, read) => oauth.access(read)],
    ['oauth.v2.exchange', (_core, { token, given }) => oauth.exchange(token ?? stringAt(given, 'token'), given)],
  ]);
}
