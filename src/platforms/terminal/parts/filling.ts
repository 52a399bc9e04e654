import { cleanForeign } from '../../../kernel/clean-text.ts';
import { writeLine } from '../../../line/write-line.ts';
import type { ArgumentSheet, Form, FormField } from '../../../platform.ts';

/** What an answer to a field came to. */
export type Taken =
  /** Ask for the field that it is at now; `why` says what is wrong with the answer. */
  | { readonly kind: 'ask'; readonly why?: string | undefined }
  /** The form is filled in, and this is the line that it makes. */
  | { readonly kind: 'line'; readonly line: string };

/** Takes the rest of the fields as they stand. */
const REST = '.';

/** A form that is filled in field by field. */
export class Filling {
  readonly #form: Form;
  readonly #values: (string | undefined)[];
  #at = 0;

  constructor(form: Form) {
    this.#form = form;
    this.#values = form.fields.map(({ value }) => value);
  }

  /** What stands above the first field. */
  get intro(): string {
    const how = 'Enter keeps what stands in brackets, none takes it away, a full stop keeps the rest, Ctrl-C cancels.';
    return `${cleanForeign(this.#form.title)}. ${how}`;
  }

  /** The command whose form it is. */
  get command(): string {
    return this.#form.begin.split(' ')[0] ?? '';
  }

  get field(): FormField {
    const field = this.#form.fields[this.#at];
    if (!field) throw new Error('a form that is filled in asks for another field');
    return field;
  }

  /** What to write, in a line of its own. */
  get hint(): string {
    const { argument, hint, label } = this.field;
    const choices = argument.choices === undefined ? '' : ` (${argument.choices.join(', ')})`;
    return cleanForeign(hint ?? `${label}${choices}`);
  }

  get prompt(): string {
    const value = this.#values[this.#at];
    return `${cleanForeign(this.field.label)}${value === undefined ? '' : ` [${cleanForeign(value)}]`}: `;
  }

  take(text: string): Taken {
    const typed = text.trim();
    if (typed === REST) return this.#rest();
    const { argument, required, label } = this.field;
    const value = typed === '' ? this.#values[this.#at] : typed;
    if (required && (value === undefined || value.toLowerCase() === 'none')) {
      return { kind: 'ask', why: `${cleanForeign(label)} is needed.` };
    }
    const wrong = typed === '' ? undefined : problemOf(argument, typed);
    if (wrong !== undefined) return { kind: 'ask', why: wrong };
    this.#values[this.#at] = value;
    this.#at++;
    return this.#at < this.#form.fields.length ? { kind: 'ask' } : this.#line();
  }

  #rest(): Taken {
    const lacking = this.#form.fields.findIndex(({ required }, at) => required && this.#values[at] === undefined);
    if (lacking === -1) return this.#line();
    this.#at = Math.max(this.#at, lacking);
    return { kind: 'ask', why: `${cleanForeign(this.field.label)} is needed.` };
  }

  #line(): Taken {
    const named = this.#form.fields.map(({ argument }, at) => [argument.name, this.#values[at]] as const);
    return { kind: 'line', line: writeLine(this.#form.begin, [], Object.fromEntries(named)) };
  }
}

/** What can be told of an answer before the whole line is answered. */
function problemOf({ kind, choices, min, max }: ArgumentSheet, text: string): string | undefined {
  if (kind === 'choice' && choices && !choices.includes(text.toLowerCase()))
    return `It is one of ${choices.join(', ')}.`;
  const number = Number(text);
  const isWithin = Number.isInteger(number) && number >= (min ?? number) && number <= (max ?? number);
  return kind === 'number' && !isWithin ? `It is a whole number from ${min} to ${max}.` : undefined;
}
