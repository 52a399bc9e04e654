import { ApplicationCommandOptionType, InteractionType } from 'discord.js';
import { z } from 'zod';
import { invalidForm } from '../api-error.ts';
import { FLAG } from '../messages/flags.ts';
import { readModal, type FakeModal } from '../validate-modal.ts';
import type { Choice, FakeInteraction } from './interaction.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object */
const callback = z.strictObject({ type: z.int(), data: z.unknown().optional() });

const deferral = z.strictObject({ flags: z.int().min(0).nullish() }).nullish();

const choices = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        name_localizations: z.record(z.string(), z.string().min(1).max(100)).nullish(),
        value: z.union([z.string().min(1).max(100), z.number()]),
      }),
    )
    .max(25),
});

export type ReadCallback =
  | { readonly type: 4; readonly data: unknown }
  | { readonly type: 7; readonly data: unknown }
  | { readonly type: 5; readonly ephemeral: boolean }
  | { readonly type: 6 }
  | { readonly type: 8; readonly choices: readonly Choice[] }
  | { readonly type: 9; readonly modal: FakeModal };

/** @throws ApiError 50035 for a type that this interaction cannot be answered with, or data that the type does not take. */
export function readCallback(body: unknown, interaction: FakeInteraction): ReadCallback {
  const read = callback.safeParse(body);
  if (!read.success) throw invalidForm(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const { type, data } = read.data;
  const taken = typesFor(interaction);
  if (!taken.includes(type)) throw invalidForm([`type: ${type} is none of ${taken.join(', ')}, which fit here`]);
  switch (type) {
    case 4:
    case 7:
      return { type, data };
    case 5: {
      const { flags } = parse(deferral, data) ?? {};
      // Others, Components V2 too, are passed over here: they come with the edit.
      return { type, ephemeral: ((flags ?? 0) & FLAG.ephemeral) !== 0 };
    }
    case 6:
      return { type };
    case 8: {
      const given = parse(choices, data).choices;
      const wrong = given.findIndex(({ value }) => !fits(value, interaction.typed));
      if (wrong !== -1) throw invalidForm([`data.choices.${wrong}.value: is not of the type of the option`]);
      return { type, choices: given };
    }
    case 9: {
      const modal = readModal(data);
      if ('custom_id' in modal) return { type, modal };
      throw invalidForm(modal.map((one) => `data.${one}`));
    }
    default:
      throw new Error(`The fake takes no callback of type ${type}`);
  }
}

function fits(value: string | number, typed: FakeInteraction['typed']): boolean {
  if (typed === ApplicationCommandOptionType.Integer) return Number.isSafeInteger(value);
  return typeof value === (typed === ApplicationCommandOptionType.Number ? 'number' : 'string');
}

function parse<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw invalidForm(read.error.issues.map((issue) => `data.${issue.path.join('.')}: ${issue.message}`));
}

/** "Only valid for component-based interactions", "not available for MODAL_SUBMIT and PING": the notes under the table of types. */
function typesFor({ type, source }: FakeInteraction): readonly number[] {
  switch (type) {
    case InteractionType.ApplicationCommand:
      return [4, 5, 9];
    case InteractionType.MessageComponent:
      return [4, 5, 6, 7, 9];
    case InteractionType.ApplicationCommandAutocomplete:
      return [8];
    case InteractionType.ModalSubmit:
      return source ? [4, 5, 6, 7] : [4, 5];
    case InteractionType.Ping:
      return [1];
  }
}
