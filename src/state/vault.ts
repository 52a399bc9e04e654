import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { UserError } from '../kernel/errors.ts';

/** AES-256-GCM: the bytes of a key, of a nonce, of a tag. */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = /^[a-z0-9-]{1,32}$/;

export interface Sealed {
  /** Which key it was sealed with. */
  readonly keyId: string;
  /** Nonce, tag and ciphertext in base64. */
  readonly sealed: string;
}

/** Seals secrets at rest. Each is bound to the place that it is kept in: moved to another row, it does not open. */
export interface Vault {
  /** Always with the first key. */
  seal(text: string, place: string): Sealed;
  /** @throws UserError where the key that it was sealed with is not set, or is another key under the same id */
  open(sealed: Sealed, place: string): string;
  /** False for what an older key sealed. */
  isCurrent(sealed: Pick<Sealed, 'keyId'>): boolean;
}

/**
 * Reads keys as a setting gives them: `2026b:BASE64,2026a:BASE64`. The first seals; all of them open, so that a key is changed
 * by putting a new one in front, and the old one is taken out once everything is sealed anew.
 * @param setting the name of the setting, for the sentences
 * @throws UserError that never repeats a key
 */
export function parseVault(text: string, setting: string): Vault {
  const keys = new Map<string, Buffer>();
  for (const part of text.split(',').map((one) => one.trim())) {
    const colon = part.indexOf(':');
    const id = colon === -1 ? '' : part.slice(0, colon).trim();
    const bytes = Buffer.from(part.slice(colon + 1), 'base64');
    if (!KEY_ID.test(id) || bytes.length !== KEY_BYTES) {
      throw new UserError(
        `${setting} holds no usable key${KEY_ID.test(id) ? ` under "${id}"` : ''}: write an id, a colon and 32 bytes in base64, such as 2026a:$(openssl rand -base64 32), and older keys after a comma.`,
      );
    }
    if (keys.has(id))
      throw new UserError(`${setting} holds two keys under the id "${id}": give each key an id of its own.`);
    keys.set(id, bytes);
  }
  return createVault(keys, setting);
}

function createVault(keys: ReadonlyMap<string, Buffer>, setting: string): Vault {
  const [current] = keys.keys();
  if (current === undefined) throw new Error('a vault without a key');
  const key = (id: string): Buffer => {
    const found = keys.get(id);
    if (found) return found;
    throw new UserError(
      `A secret in the database was sealed with the key "${id}", which ${setting} does not hold: put that key back, after the one in front.`,
    );
  };
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key(current), nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { keyId: current, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') };
    },
    open({ keyId, sealed }, place) {
      const bytes = Buffer.from(sealed, 'base64');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const opening = key(keyId);
      try {
        const decipher = createDecipheriv('aes-256-gcm', opening, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(place));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw new UserError(
          `A secret in the database does not open with the key "${keyId}" of ${setting}: it is another key than the one that sealed it, or the row was changed. Put the right key back, or install anew.`,
          { cause: error },
        );
      }
    },
    isCurrent: ({ keyId }) => keyId === current,
  };
}
