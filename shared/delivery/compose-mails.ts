import {
  clickUrl,
  compose,
  type LinkSite,
  linkKey,
  openUrl,
  preferencesUrl,
  unsubscribeUrl,
} from "#shared/mail/index.ts";
import {
  addressHash,
  type EventRow,
  eventKey,
  type Profile,
  publicId,
} from "#shared/people/index.ts";
import type { CompiledTemplate, Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { readNewest } from "#shared/templates/index.ts";
import { readSettings, type Settings } from "#shared/workspace/index.ts";
import type { Parcel, RenderedParcel } from "./parcel.ts";
import type { DeliverWorld } from "./world.ts";

/** `repairable` by whoever runs the workspace: the mail waits for that. */
type Refused = { parcel: Parcel; reason: string; repairable: boolean };
type Template = { version: number; compiled: CompiledTemplate };
type Draft = { parcel: Parcel; template: Template; unsubscribe: string; request: RenderRequest };

/** The one topic that there is so far. */
const TOPIC = "all";

/** The parcels as finished mails; one that can't be rendered is refused for a stated reason. */
export async function composeMails(
  world: DeliverWorld,
  parcels: Parcel[],
  now: number,
): Promise<{ mails: RenderedParcel[]; refused: Refused[] }> {
  if (parcels.length === 0) return { mails: [], refused: [] };
  const settings = await readSettings(world);
  const { from, postalAddress } = settings;
  if (!from || !postalAddress) {
    const reason = "the workspace has no sender or postal address";
    return { mails: [], refused: parcels.map((parcel) => ({ parcel, reason, repairable: true })) };
  }
  const templates = await readTemplates(world, parcels);
  const site = {
    publicUrl: world.place.publicUrl,
    key: linkKey(await world.secrets.get("signing")),
  };
  const refused: Refused[] = [];
  const drafts: Draft[] = [];
  for (const parcel of parcels) {
    const template = templates.get(parcel.draft.template);
    if (!template)
      refused.push({
        parcel,
        reason: `there is no template "${parcel.draft.template}"`,
        repairable: true,
      });
    else drafts.push(await draft(world, site, settings, parcel, template));
  }
  const results = await world.renderer.render(drafts.map(({ request }) => request));
  const mails: RenderedParcel[] = [];
  drafts.forEach((one, i) => {
    const result = results[i]!;
    if (!result.ok)
      refused.push({
        parcel: one.parcel,
        reason: `rendering: ${result.reason}`,
        repairable: false,
      });
    else mails.push(finish(one, result.mail, site, settings, now));
  });
  return { mails, refused };
}

async function readTemplates(world: DeliverWorld, parcels: Parcel[]) {
  const names = [...new Set(parcels.map(({ draft: { template } }) => template))];
  const found = await Promise.all(names.map((name) => readNewest(world, name)));
  return new Map(names.flatMap((name, i) => (found[i] ? [[name, found[i]] as const] : [])));
}

async function draft(
  world: DeliverWorld,
  site: LinkSite,
  settings: Settings,
  parcel: Parcel,
  template: Template,
): Promise<Draft> {
  const { compiled } = template;
  const profile = parcel.person.profile!.data;
  const address = await addressHash(world, profile.email);
  const target = { contact: profile.id, address, topic: TOPIC };
  const unsubscribe = unsubscribeUrl(site, target);
  const data = {
    contact: contactData(profile),
    event: await eventData(world, parcel, compiled),
    data: parcel.draft.row?.data ?? {},
    unsubscribe_url: unsubscribe,
    preferences_url: preferencesUrl(site, target),
    postal_address: settings.postalAddress,
  };
  const linkUrls = compiled.links.map((_, index) => clickUrl(site, parcel.id, index));
  return { parcel, template, unsubscribe, request: { template: compiled, data, linkUrls } };
}

/** What a template sees as `contact`: the attributes, and the names that no attribute may hide. */
const contactData = (profile: Profile) => ({
  ...profile.attributes,
  id: publicId(profile),
  email: profile.email,
});

/** What a template sees as `event`: read again only where it was too large to be kept with the run. */
async function eventData(
  world: DeliverWorld,
  { draft, person }: Parcel,
  template: CompiledTemplate,
) {
  const { entry } = draft;
  if (!entry || !template.variables.some((path) => path.startsWith("event"))) return {};
  if (entry.data) return entry.data;
  const row = await world.table.get<EventRow>(eventKey(person.id, entry.at, entry.id));
  return row?.data.data ?? {};
}

function finish(
  { parcel, template, unsubscribe }: Draft,
  mail: Rendered,
  site: LinkSite,
  settings: Settings,
  now: number,
): RenderedParcel {
  const from = settings.from!;
  const pixel = settings.trackOpens && parcel.draft.class === "marketing";
  const raw = compose({
    messageId: parcel.id,
    from,
    to: { email: parcel.person.profile!.data.email },
    replyTo: settings.replyTo,
    subject: mail.subject,
    html: pixel ? withPixel(mail.html, openUrl(site, parcel.id)) : mail.html,
    text: mail.text,
    date: now,
    class: parcel.draft.class,
    unsubscribeUrl: unsubscribe,
    feedbackId: feedbackId(parcel),
  });
  return { ...parcel, mail, templateVersion: template.version, raw, from: from.email };
}

function withPixel(html: string, url: string): string {
  const image = `<img src="${url}" width="1" height="1" alt="">`;
  const end = html.lastIndexOf("</body>");
  return end < 0 ? html + image : html.slice(0, end) + image + html.slice(end);
}

/** Gmail's four fields: what it was, how it was sent, of what kind, and who we are; nothing personal. */
function feedbackId({ draft: { source, template, class: kind } }: Parcel): string {
  const campaign = source.kind === "run" ? source.sequence : "api";
  return `${template}:${campaign}:${kind}:dripstack`;
}
