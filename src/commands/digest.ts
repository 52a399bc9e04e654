import { defineCommand, type CommandContext } from '../command.ts';
import type { Message } from '../message/model.ts';
import { digestArguments, type DigestAction, type DigestValues } from './digest/arguments.ts';
import { communityOf, isMessage, type Community } from './digest/community.ts';
import { createDraft, editDraft } from './digest/draft.ts';
import { digestForm } from './digest/form.ts';
import { history, list, pause, preview, remove, resume, run, save, show, skip } from './digest/manage.ts';

type Doing = (context: CommandContext, community: Community, values: DigestValues) => Promise<Message>;

const doings: Readonly<Record<DigestAction, Doing>> = {
  list,
  show,
  preview,
  create: createDraft,
  edit: editDraft,
  run,
  pause,
  resume,
  skip,
  history,
  delete: remove,
  save,
};

export const digest = defineCommand({
  name: 'digest',
  description: 'News that comes to a channel by itself: what is new, at the times that you choose',
  visibility: 'private',
  isSetting: true,
  arguments: digestArguments,
  examples: [
    { line: 'digest list', shows: 'every digest here, and when each comes next' },
    {
      line: 'digest create "Morning news" at:"weekdays 8:00" zone:Europe/Paris about:aleppo',
      shows: 'a new one: what it will do, before it is saved',
    },
    { line: 'digest preview "Morning news"', shows: 'what it would say now' },
    { line: 'digest pause "Morning news"', shows: 'it stops until `digest resume`, and nothing is lost' },
  ],
  async run(context, values) {
    const community = communityOf(context);
    if (isMessage(community)) return community;
    return doings[values.action ?? 'list'](context, community, values);
  },
  async form(context, values) {
    const community = communityOf(context);
    return isMessage(community) ? undefined : digestForm(context, community, values);
  },
});
