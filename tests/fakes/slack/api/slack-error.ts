import type { JsonObject } from '../json.ts';

/** An answer `{ ok: false, error }`. */
export class SlackError extends Error {
  readonly code: string;
  readonly more: JsonObject;

  constructor(code: string, more: JsonObject = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.more = more;
  }
}

/** `invalid_arguments` with what is wrong in the form of Slack's own messages. */
export const invalidArguments = (...messages: readonly string[]): SlackError =>
  new SlackError('invalid_arguments', { response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) } });

/** An answer with status 429: https://docs.slack.dev/apis/web-api/rate-limits. */
export class RateLimited extends SlackError {
  readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super('ratelimited');
    this.retryAfterS = retryAfterS;
  }
}

/** Something that Slack would not let a person do; the text is what a test's author should read. */
export class NotPossible extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotPossible';
  }
}
