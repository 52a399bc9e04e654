import type { IncomingMessage } from 'node:http';
import { isObject, parseJson, type JsonObject } from '../json.ts';
import { SlackError } from './slack-error.ts';

/** Reads the whole body as UTF-8. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) if (part instanceof Uint8Array) parts.push(part);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
}

export interface Arguments {
  readonly given: JsonObject;
  readonly form: 'query' | 'form' | 'json';
  /** The token of the header, or of the arguments where they may hold one. */
  readonly token: string | undefined;
  readonly tokenInHeader: boolean;
  /** GET or POST. */
  readonly verb: string;
  /** Basic authentication, by which an app shows who it is. */
  readonly basic: { readonly user: string; readonly password: string } | undefined;
}

function basicOf(header: string | undefined): Arguments['basic'] {
  const encoded = header === undefined ? undefined : /^Basic\s+(\S+)$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const [user = '', password = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { user, password };
}

function fieldsOf(text: string): JsonObject {
  const fields = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text)) {
    if (!/^\w{1,80}$/.test(key)) throw new SlackError(key.includes('[') ? 'invalid_array_arg' : 'invalid_arg_name');
    fields.set(key, value);
  }
  return Object.fromEntries(fields);
}

function parse(request: IncomingMessage, text: string): Pick<Arguments, 'given' | 'form'> {
  if (text === '') return { given: {}, form: 'form' };
  const type = request.headers['content-type'];
  if (type === undefined) throw new SlackError('missing_post_type');
  const kind = type.split(';')[0]?.trim().toLowerCase();
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'iso-8859-1') throw new SlackError('invalid_charset');
  switch (kind) {
    case 'application/json': {
      const given = parseJson(text);
      if (!isObject(given)) throw new SlackError(given === undefined ? 'invalid_json' : 'json_not_object');
      return { given, form: 'json' };
    }
    case 'application/x-www-form-urlencoded':
      return { given: fieldsOf(text), form: 'form' };
    default:
      throw new SlackError('invalid_post_type');
  }
}

/**
 * https://docs.slack.dev/apis/web-api: arguments in the address, in a form or in JSON; the token in the header, or, with
 * anything but JSON, among the arguments. In the address itself it is refused, as it has been for years. Files, and so
 * multipart forms, are not for this fake.
 */
export function readArguments(request: IncomingMessage, url: URL, text: string): Arguments {
  const { given: inBody, form } = parse(request, text);
  const inQuery = fieldsOf(url.search.slice(1));
  const { token: ofBody, ...rest } = inBody;
  const { token: ofQuery, ...others } = inQuery;
  const header = request.headers.authorization;
  const bearer = header === undefined ? undefined : /^Bearer\s+(\S+)$/i.exec(header)?.[1];
  if (ofQuery !== undefined) throw new SlackError('invalid_auth');
  const posted = form === 'form' && typeof ofBody === 'string' ? ofBody : undefined;
  return {
    given: { ...others, ...rest },
    form: text === '' ? 'query' : form,
    token: bearer ?? posted,
    tokenInHeader: bearer !== undefined,
    verb: request.method ?? 'GET',
    basic: basicOf(header),
  };
}
