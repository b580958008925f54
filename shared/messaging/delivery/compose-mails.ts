import { linkKey } from "#shared/content/link-tokens/index.ts";
import { classMismatch, readNewest } from "#shared/content/templates/index.ts";
import { readLinkHosts, readSettings } from "#shared/platform/settings/index.ts";
import type { MailClass, RenderRequest } from "#shared/ports/renderer.ts";
import { draftMail, type Letterhead } from "./draft-mail.ts";
import type { PreparedMessage, RenderedMessage } from "./prepared-message.ts";
import type { DeliverWorld } from "./world.ts";

/**
 * A mail that can't be rendered. `repairable`: held until the workspace is mended; `broken`: its
 * template must be.
 */
type Refused = { prepared: PreparedMessage; reason: string; repairable: boolean; broken?: boolean };
/** `later`: the renderer ran out of time for these. */
type Composed = { mails: RenderedMessage[]; refused: Refused[]; later: PreparedMessage[] };
type Draft = { prepared: PreparedMessage; templateVersion: number; request: RenderRequest };

/** Renders prepared messages; one that can't be rendered is refused or held with a reason. */
export async function composeMails(
  world: DeliverWorld,
  preparedMessages: PreparedMessage[],
  now: number,
): Promise<Composed> {
  if (preparedMessages.length === 0) return { mails: [], refused: [], later: [] };
  const settings = await readSettings(world);
  const { from, postalAddress } = settings;
  if (!from || !postalAddress) {
    const reason = "the workspace has no sender or postal address: set them with PUT /v1/settings";
    const refused = preparedMessages.map((prepared) => ({ prepared, reason, repairable: true }));
    return { mails: [], refused, later: [] };
  }
  const key = linkKey(await world.secrets.get("signing"));
  const site = { publicUrl: world.runtime.publicUrl, key };
  const templates = await readTemplates(world, preparedMessages);
  const needsHosts = templates.values().some(({ compiled }) => compiled.openHosts);
  const linkHosts = needsHosts ? (await readLinkHosts(world)).data : [];
  const letterhead: Letterhead = { site, from, postalAddress, settings, linkHosts, now };

  const mails: RenderedMessage[] = [];
  const refused: Refused[] = [];
  const later: PreparedMessage[] = [];
  const drafts: Draft[] = [];
  for (const prepared of preparedMessages) {
    const { template: name } = prepared.draft;
    const template = templates.get(name);
    const misfit = template && misfitOf(prepared, template.class);
    if (misfit !== undefined) refused.push({ prepared, reason: misfit, repairable: true });
    else if (template) {
      const request = await draftMail(world, letterhead, prepared, template.compiled);
      drafts.push({ prepared, templateVersion: template.version, request });
    } else {
      refused.push({ prepared, reason: `there is no template "${name}"`, repairable: true });
    }
  }
  const results = await world.renderer.render(drafts.map(({ request }) => request));
  drafts.forEach(({ prepared, templateVersion }, i) => {
    const result = results[i]!;
    if (result.ok) {
      const { raw, ...mail } = result.mail;
      mails.push({ ...prepared, mail, templateVersion, raw, from: from.email });
    } else if (result.later) later.push(prepared);
    else if (result.broken) {
      const reason = `template broken: ${result.reason}`;
      refused.push({ prepared, reason, repairable: true, broken: true });
    } else {
      refused.push({ prepared, reason: `rendering: ${result.reason}`, repairable: false });
    }
  });
  return { mails, refused, later };
}

/** A notification to the team may use a template of either class. */
const misfitOf = (
  { draft: { template, class: kind, team } }: PreparedMessage,
  declared?: MailClass,
) => (team === undefined ? classMismatch(template, declared, kind) : undefined);

async function readTemplates(world: DeliverWorld, preparedMessages: PreparedMessage[]) {
  const names = [...new Set(preparedMessages.map(({ draft: { template } }) => template))];
  const found = await Promise.all(names.map((name) => readNewest(world, name)));
  return new Map(names.flatMap((name, i) => (found[i] ? [[name, found[i]] as const] : [])));
}
