import { z } from 'zod';
import { id, structured } from '../arguments.ts';
import { checkView } from '../check-view.ts';
import { defineMethod } from '../method.ts';
import { invalidArguments, SlackError } from '../slack-error.ts';

const open = defineMethod({
  name: 'views.open',
  arguments: z.strictObject({ trigger_id: z.string().optional(), view: structured }),
  run({ core, given, installation }) {
    if (given.trigger_id === undefined) throw invalidArguments('missing required field: trigger_id');
    const content = checkView(core, given.view, 'modal');
    const { userId, id: triggerId, channelId } = core.triggers.exchange(given.trigger_id, installation);
    const current = channelId === undefined ? undefined : core.world.channels.get(channelId);
    const view = core.views.add(installation, userId, content, { triggerId, current });
    core.changes.announce();
    return { view: core.views.json(view) };
  },
});

const push = defineMethod({
  name: 'views.push',
  arguments: z.strictObject({ trigger_id: z.string().optional(), view: structured }),
  run({ core, given, installation }) {
    if (given.trigger_id === undefined) throw invalidArguments('missing required field: trigger_id');
    const content = checkView(core, given.view, 'modal');
    const { userId, id: triggerId, viewId } = core.triggers.exchange(given.trigger_id, installation);
    const previous = viewId === undefined ? undefined : core.views.find(installation, { id: viewId });
    if (previous === undefined) throw invalidArguments('the `trigger_id` comes from no open modal');
    const view = core.views.add(installation, userId, content, { previous, triggerId });
    core.changes.announce();
    return { view: core.views.json(view) };
  },
});

const update = defineMethod({
  name: 'views.update',
  arguments: z.strictObject({
    view: structured,
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  run({ core, given, installation }) {
    const view = core.views.find(installation, { id: given.view_id, externalId: given.external_id });
    if (view === undefined) throw new SlackError('not_found');
    core.views.update(view, checkView(core, given.view, view.content.type), given.hash);
    core.changes.announce();
    return { view: core.views.json(view) };
  },
});

const publish = defineMethod({
  name: 'views.publish',
  arguments: z.strictObject({ user_id: id, view: structured, hash: z.string().optional() }),
  run({ core, given, installation }) {
    if (core.app.manifest.features?.app_home?.home_tab_enabled !== true) throw new SlackError('not_enabled');
    const user = core.world.users.get(given.user_id);
    if (user === undefined || user.teamId !== installation.team.id) throw invalidArguments('invalid `user_id`');
    const content = checkView(core, given.view, 'home');
    const before = core.views.homeOf(user.id);
    if (before !== undefined) core.views.update(before, content, given.hash);
    const view = before ?? core.views.add(installation, user.id, content);
    core.changes.announce();
    return { view: core.views.json(view) };
  },
});

export const viewMethods = [open, push, update, publish];
