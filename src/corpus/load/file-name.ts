import type { BriefId } from '../ids.ts';
import { isSlug } from '../slug.ts';
import { slugOf } from '../../kernel/fold.ts';
import { shown } from './shown.ts';

export const REGISTER_NAMES = ['actors', 'places', 'topics'] as const;
export type RegisterName = (typeof REGISTER_NAMES)[number];

export type FileFormat = 'json' | 'yaml';

export type FileName =
  | { readonly role: 'brief'; readonly format: FileFormat; readonly id: BriefId }
  | { readonly role: 'register'; readonly format: FileFormat; readonly register: RegisterName }
  /** Meant as a brief or a register, and not named as one. */
  | { readonly role: 'wrong'; readonly message: string; readonly suggestion?: string | undefined }
  /** Not for us: a read-me, a picture, a schema. */
  | { readonly role: 'other' };

const OTHER: FileName = { role: 'other' };
const LOADED = /\.(ya?ml|json)$/;

/** What a file is for, by its path from the folder of briefs alone. */
export function fileNameOf(path: string): FileName {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.schema.json')) return OTHER;
  const extension = LOADED.exec(name)?.[1];
  if (extension === undefined) return /\.(?:ya?ml|json)$/i.test(name) ? capitals(name) : OTHER;
  const stem = name.slice(0, -extension.length - 1);
  const format = extension === 'json' ? 'json' : 'yaml';
  const register = REGISTER_NAMES.find((known) => known === stem);
  if (register && name.length === path.length) return { role: 'register', format, register };
  if (register) {
    return {
      role: 'wrong',
      message: `a register stands at the top of the folder of briefs: move this file to ${name}`,
    };
  }
  // The schema would cost more than the scan of the file itself; the pattern is the same.
  if (isSlug(stem)) return { role: 'brief', format, id: stem as BriefId };
  return badStem(stem, extension);
}

function capitals(name: string): FileName {
  const suggestion = name.toLowerCase();
  return {
    role: 'wrong',
    message: `the end of a file name is written in small letters: rename it to ${shown(suggestion, 110)}`,
    suggestion: shown(suggestion, 110),
  };
}

function badStem(stem: string, extension: string): FileName {
  const slug = slugOf(stem);
  const why =
    stem.length > 100 ? 'a file name is at most 100 letters long' : 'lower-case letters and digits joined by hyphens';
  if (!isSlug(slug)) {
    return { role: 'wrong', message: `the name of a brief's file is its id (${why}): rename it` };
  }
  const suggestion = `${slug}.${extension}`;
  return {
    role: 'wrong',
    message: `the name of a brief's file is its id (${why}): rename it to ${suggestion}`,
    suggestion,
  };
}
