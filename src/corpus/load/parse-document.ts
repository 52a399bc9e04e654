import type { Parsed } from './document.ts';
import type { FileFormat } from './file-name.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * Text as a value, or what is wrong with the text. What a brief may never hold is refused in both formats: a key twice,
 * `__proto__`, nesting beyond 64 levels, characters that nobody can see. Never throws.
 */
export function parseDocument(format: FileFormat, text: string): Parsed {
  switch (format) {
    case 'json':
      return parseJson(text);
    case 'yaml':
      return parseYaml(text);
  }
}
