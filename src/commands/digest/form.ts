import { argumentSheet, type CommandContext } from '../../command.ts';
import { SECTIONS } from '../../digests/definition.ts';
import type { Form, FormField } from '../../platform.ts';
import { changesSomething, digestArguments, type DigestValues } from './arguments.ts';
import type { Community } from './community.ts';
import { draftOf, hasTimes, ownZone } from './draft.ts';
import { filled, knowsChannel, typedSoFar, type Filled } from './filled.ts';
import { given } from './words.ts';

/** The form of a line that says too little for a draft. Undefined where it says enough, or where nobody may have it. */
export async function digestForm(
  context: CommandContext,
  community: Community,
  values: Partial<DigestValues>,
): Promise<Form | undefined> {
  const { action, name } = values;
  if (action === 'create') {
    const draft = await draftOf(community, values);
    if (draft === 'gone') return undefined;
    if (draft && (name !== undefined || changesSomething(values))) return undefined;
    const isWhole =
      given(name) !== undefined && given(name) !== '' && hasTimes(values) && knowsChannel(community, values);
    if ((!draft && isWhole) || !(await community.asker.mayManage())) return undefined;
    return draft
      ? formOf(context, `digest create draft:${draft.id}`, 'name', filled(draft))
      : formOf(context, 'digest create', 'name', typedSoFar(values, community));
  }
  if (action !== 'edit' || changesSomething(values) || name === undefined) return undefined;
  const digest = await community.office.find(community.tenant, given(name) ?? '');
  const draft = await draftOf(community, values);
  if (!digest || draft === 'gone' || !(await community.asker.mayManage(digest.createdBy))) return undefined;
  const begin = `digest edit ${digest.id}${draft ? ` draft:${draft.id}` : ''}`;
  return formOf(context, begin, 'rename', filled(draft ?? digest));
}

function formOf(context: CommandContext, begin: string, nameField: 'name' | 'rename', values: Filled): Form {
  const isNew = nameField === 'name';
  const own = ownZone(context);
  const field = (name: keyof typeof digestArguments, label: string, hint: string, required = false): FormField => ({
    // The name of a new one is among no names that a platform could offer.
    argument: { ...argumentSheet(name, digestArguments[name]), ...(name === 'name' ? { kind: 'text' } : {}) },
    label,
    hint,
    required,
    value: name === nameField ? (values.name ?? values.rename) : values[name],
  });
  const zoneHint = 'Of these times, by a city: Europe/Paris';
  const fields: readonly FormField[] = [
    field(nameField, 'Name', 'What people call it, such as Morning news', true),
    field('channel', 'Channel', 'Where it is posted', true),
    field('at', 'When', 'weekdays 8:00 and 17:30; mon, thu 9am; 1st and 15th at noon', true),
    { ...field('zone', 'Time zone', zoneHint, own === undefined && isNew), value: values.zone ?? own },
    field('about', 'About', 'Subjects, parted by commas; none: everything'),
    field('without', 'Leave out', 'Subjects that it says nothing about'),
    field('outlets', 'Carried by', 'Only what one of these outlets or agencies carried'),
    field('except', 'Not published by', 'Outlets whose briefs are left out'),
    field('text', 'With the words', 'Only lines that hold all of these words; none: any'),
    field('sections', 'Sections, in this order', SECTIONS.join(', ')),
    field('most', 'At most so many items', 'From 1 to 25'),
    field('empty', 'Without news', 'silent: nothing is posted; say: a line says so; hold: it waits'),
    field('least', 'Held until there are so many items', 'Only with hold'),
    field('layout', 'As', 'message: one message; threads: one for each story, the rest of it in a thread'),
  ];
  return { begin, title: isNew ? 'New digest' : 'Change digest', submit: 'Look before saving', fields };
}
