import { invalidArguments, SlackError } from './slack-error.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string;
}

/** https://docs.slack.dev/apis/web-api/pagination: a cursor says where the page before ended. */
export function page<Item>(
  all: readonly Item[],
  { cursor, limit = 100 }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
  most: number,
): Page<Item> {
  if (limit < 1 || limit > most) throw invalidArguments('invalid `limit`');
  const from = cursor === undefined || cursor === '' ? 0 : Number(atob(cursor).replace(/^next:/, ''));
  if (!Number.isInteger(from)) throw new SlackError('invalid_cursor');
  const to = from + limit;
  return { items: all.slice(from, to), nextCursor: to < all.length ? btoa(`next:${to}`) : '' };
}
