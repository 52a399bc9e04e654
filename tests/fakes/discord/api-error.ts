/**
 * A request that Discord refuses: https://docs.discord.com/developers/topics/opcodes-and-status-codes lists the codes. The
 * words are those that the platform answers with; the page describes them only.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;
  /** What is wrong with which field: https://docs.discord.com/developers/reference#error-messages. */
  readonly errors: FormErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): object {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

interface FormErrors {
  readonly [field: string]: FormErrors | readonly FormError[];
}

interface FormError {
  readonly code: string;
  readonly message: string;
}

export const unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
export const notFound = () => new ApiError(404, 0, '404: Not Found');
export const unknownChannel = () => new ApiError(404, 10_003, 'Unknown Channel');
export const unknownGuild = () => new ApiError(404, 10_004, 'Unknown Guild');
export const unknownMember = () => new ApiError(404, 10_007, 'Unknown Member');
export const unknownMessage = () => new ApiError(404, 10_008, 'Unknown Message');
export const unknownWebhook = () => new ApiError(404, 10_015, 'Unknown Webhook');
export const unknownInteraction = () => new ApiError(404, 10_062, 'Unknown interaction');
export const alreadyAcknowledged = () => new ApiError(400, 40_060, 'Interaction has already been acknowledged.');
export const forumOnly = () => new ApiError(400, 40_058, 'Cannot send a message in a forum channel');
export const tagRequired = () => new ApiError(400, 40_067, 'A tag is required to create a forum post in this channel');
export const tooManyFollowUps = () =>
  new ApiError(400, 40_094, 'This interaction has hit the maximum number of follow up messages');
export const missingAccess = () => new ApiError(403, 50_001, 'Missing Access');
export const notYourMessage = () => new ApiError(403, 50_005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new ApiError(400, 50_006, 'Cannot send an empty message');
export const userRefuses = () => new ApiError(403, 50_007, 'Cannot send messages to this user');
export const missingPermissions = () => new ApiError(403, 50_013, 'Missing Permissions');
export const noTextChannel = () => new ApiError(400, 50_008, 'Cannot send messages in a non-text channel');
export const wrongChannelType = () => new ApiError(400, 50_024, 'Cannot execute action on this channel type');
export const threadClosed = () => new ApiError(400, 50_083, 'Thread is archived');
export const hasThread = () => new ApiError(400, 160_004, 'A thread has already been created for this message');
export const tooManyThreads = () => new ApiError(400, 160_006, 'Maximum number of active threads reached');
export const invalidWebhookToken = () => new ApiError(401, 50_027, 'Invalid Webhook Token');
export const invalidRecipients = () => new ApiError(400, 50_033, 'Invalid Recipient(s)');
export const noMutualGuilds = () =>
  new ApiError(403, 50_278, 'Cannot send messages to this user due to having no mutual guilds');

/** 50035. Each sentence begins with the path of a field and a colon, or is about the whole body. */
export function invalidForm(sentences: readonly string[], code = 'INVALID'): ApiError {
  const errors: FormNode = {};
  for (const sentence of sentences) {
    const [, path = '', message = sentence] = /^([\w.]*): (.*)$/s.exec(sentence) ?? [];
    let node = errors;
    for (const key of path.split('.').filter((one) => one !== '')) node = (node[key] ??= {}) as FormNode;
    node['_errors'] = [...((node['_errors'] ?? []) as readonly FormError[]), { code, message }];
  }
  return new ApiError(400, 50_035, 'Invalid Form Body', errors);
}

interface FormNode {
  [field: string]: FormNode | readonly FormError[];
}
