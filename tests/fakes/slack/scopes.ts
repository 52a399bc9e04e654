/**
 * What a bot needs for each method, by the page of each below https://docs.slack.dev/reference/methods: all that is named.
 * Where a scope is for one kind of conversation, `kinds` names them: what is called for that kind needs it.
 */
export type Kind = 'public' | 'private' | 'im' | 'mpim';

type Needs = readonly string[] | { readonly kinds: Readonly<Record<Kind, string>> };

const byKind = (right: string): Needs => ({
  kinds: { public: `channels:${right}`, private: `groups:${right}`, im: `im:${right}`, mpim: `mpim:${right}` },
});

const needs: Readonly<Record<string, Needs>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'conversations.history': byKind('history'),
  'conversations.info': byKind('read'),
  'conversations.join': ['channels:join'],
  'conversations.open': byKind('write'),
  'conversations.replies': byKind('history'),
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** The scopes that a method needs in conversations of these kinds. Throws for one that is not known here. */
export function scopesFor(method: string, kinds: readonly Kind[]): readonly string[] {
  const known = needs[method];
  if (known === undefined) throw new Error(`What does ${method} need? Its page says it: add it here`);
  return 'kinds' in known ? kinds.map((kind) => known.kinds[kind]) : known;
}
