import type { CommandContext } from '../../command.ts';
import type { Digest, DigestOffice } from '../../digests/office.ts';
import type { Message } from '../../message/model.ts';
import type { Asker } from '../../platform.ts';
import { digestSaid } from '../../views/digest-said.ts';
import { whichDigest } from '../../views/digest-list.ts';
import { plain, strong } from '../../views/kit/spans.ts';
import type { DigestAction } from './arguments.ts';
import { listedDigest } from './shown.ts';
import { given } from './words.ts';

/** Who asks in which community: what every action needs. */
export interface Community {
  readonly asker: Asker;
  readonly tenant: { readonly platform: string; readonly tenant: string };
  readonly office: DigestOffice;
  readonly now: Temporal.Instant;
}

/** The community in which somebody asks, or what to do where there is none. */
export function communityOf({ asker, services, now }: CommandContext): Community | Message {
  if (asker?.tenant === undefined) {
    return digestSaid([
      plain('Digests belong to a server or a workspace that has added Dossier: ask in one of its channels.'),
    ]);
  }
  return { asker, tenant: { platform: asker.platform, tenant: asker.tenant }, office: services.digests, now };
}

export function isMessage(one: object): one is Message {
  return 'blocks' in one;
}

/** For what is offered, not for what is done: where it cannot be found out, which the platform logs, nothing is offered. */
export async function mayCreate(asker: Asker): Promise<boolean> {
  return asker.mayManage().catch(() => false);
}

/** The digest of a name, or the question which one is meant. */
export async function digestNamed(
  { asker, office, tenant }: Community,
  action: DigestAction,
  text: string | undefined,
): Promise<Digest | Message> {
  const name = given(text) ?? '';
  const found = name === '' ? undefined : await office.find(tenant, name);
  if (found) return found;
  const all = await office.list(tenant);
  const lineWith = (id: string) => `digest ${action} ${id}`;
  const missing = name === '' ? undefined : name;
  return whichDigest(all.map(listedDigest), lineWith, { missing, mayCreate: await mayCreate(asker) });
}

/** Undefined where they may: else who may. */
export async function refusal({ asker }: Community, digest?: Digest): Promise<Message | undefined> {
  if (await asker.mayManage(digest?.createdBy)) return undefined;
  if (!digest) return digestSaid([plain(`Digests are set up here by ${asker.managers}: ask one of them.`)]);
  return digestSaid([
    strong(digest.name),
    plain(` is managed by ${asker.managersOfMade ?? asker.managers}: ask one of them.`),
  ]);
}

/** As the digest, where somebody may change it: else what to say. */
export async function managed(
  community: Community,
  action: DigestAction,
  name: string | undefined,
): Promise<Digest | Message> {
  const digest = await digestNamed(community, action, name);
  return isMessage(digest) ? digest : ((await refusal(community, digest)) ?? digest);
}
