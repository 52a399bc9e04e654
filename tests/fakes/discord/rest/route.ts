import type { Upload } from '../messages/read-body.ts';

export interface ApiRequest {
  /** The parts of the path that its pattern leaves open. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Undefined where there is none. */
  readonly body: unknown;
  readonly files: readonly Upload[];
}

export interface ApiReply {
  readonly status: number;
  /** A reply without one carries no content type either. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** After the version, such as `/channels/:channel/messages`. */
  readonly path: string;
  /** Default: the token of the bot is needed. */
  readonly open?: boolean;
  /** @throws ApiError */
  readonly handle: (request: ApiRequest) => ApiReply;
}

export const ok = (body: unknown): ApiReply => ({ status: 200, body });
export const done: ApiReply = { status: 204 };

/** @returns what stands in the open parts, or undefined where the path does not fit. `*` and `:name` take one part each. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part === '*') continue;
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

/** As https://docs.discord.com/developers/reference#boolean-query-strings reads them. */
export const isTrue = (value: string | null) => value !== null && ['true', 'True', '1'].includes(value);
