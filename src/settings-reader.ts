/**
 * Reads settings from an environment and collects what is wrong with them, each as a sentence. Read by hand: the schema
 * library takes longer to load than a question takes to answer.
 */
export class SettingsReader {
  readonly problems: string[] = [];
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  /** As it was set: a setting that is set to nothing is not the same here as one that is not set. */
  raw(name: string): string | undefined {
    return this.#env[name];
  }

  /** Undefined where it is not set, or set to nothing, as a container engine does with what it was not given. */
  text(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === '' ? undefined : text;
  }

  folder(name: string, fallback: string): string {
    const path = (this.#env[name] ?? fallback).trim();
    if (path === '' || path.includes('\0')) {
      this.problems.push(`${name} is empty: name a folder, or leave it out for "${fallback}"`);
    }
    return path;
  }

  /** A token, a key or a password. */
  secret(name: string, cleaned = this.text(name)): string | undefined {
    if (cleaned !== undefined && /\s/.test(cleaned)) {
      this.problems.push(`${name} has white space in it: copy it alone`);
    }
    return cleaned;
  }

  /** Without a slash at its end. */
  address(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
      this.problems.push(`${name} is no address of the web: it begins with http:// or https://`);
    }
    return text.replace(/\/+$/, '');
  }

  port(name: string, fallback: number): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const port = Number(text);
    if (!/^\d{1,5}$/.test(text) || port > 65_535) {
      this.problems.push(`${name} is "${text}": give the number of a port, such as ${fallback}`);
    }
    return port;
  }

  /** Parts between commas. */
  list(name: string): readonly string[] {
    return listOf(this.text(name) ?? '');
  }

  /** The first of a list of names that nothing can go on without, with the others of it that are missing. */
  needs(name: string, ...others: readonly string[]): void {
    if (this.text(name) === undefined) return;
    const missing = others.filter((other) => this.text(other) === undefined);
    if (missing.length > 0) this.problems.push(`${name} is set, and ${missing.join(' and ')} not: set all of them`);
  }
}

export function listOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
