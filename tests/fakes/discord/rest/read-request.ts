import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ApiError, invalidForm } from '../api-error.ts';
import type { Upload } from '../messages/read-body.ts';

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly Upload[];
}

/** "The maximum request size when sending a message is 25 MiB." */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * @throws ApiError 50035 for a content type that the platform does not take, 50109 for what is no JSON, 40005 where it is
 * too much.
 */
export async function readRequest(request: IncomingMessage): Promise<ReadBody> {
  const bytes = await buffer(request);
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (bytes.length > MOST_BYTES) throw new ApiError(413, 40_005, 'Request entity too large');
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { body: parseJson(bytes.toString('utf8')), files: [] };
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  throw invalidForm([`the content type "${type}" is not taken`]);
}

/** https://docs.discord.com/developers/reference#uploading-files */
async function readForm(bytes: Buffer<ArrayBuffer>, type: string): Promise<ReadBody> {
  // oxlint-disable-next-line typescript/no-deprecated -- what comes here comes from our own client
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: Upload[] = [];
  let body: unknown = {};
  for (const [name, value] of form) {
    if (name === 'payload_json' && typeof value === 'string') body = parseJson(value);
    else if (typeof value !== 'string' && /^files\[\d+\]$/.test(name))
      files.push({ name: value.name, size: value.size });
    else throw invalidForm([`the form has a part "${name}"`]);
  }
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 50_109, 'The request body contains invalid JSON.');
  }
}
