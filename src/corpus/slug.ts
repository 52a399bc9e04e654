// Apart from `ids.ts`, so that neither an answer nor a look at a folder waits for the schemas to load.

/** Lower-case words joined by hyphens: `sergey-lavrov`. Anything else in a reference is a plain name. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** In letters. */
export const SLUG_MAX = 100;

export function isSlug(text: string): boolean {
  return text.length <= SLUG_MAX && SLUG.test(text);
}
