import { readEventData } from "#shared/audience/events/index.ts";
import {
  addressHash,
  type LookupWorld,
  type Profile,
  publicId,
} from "#shared/audience/profiles/index.ts";
import { zoneOf } from "#shared/calendar/index.ts";
import {
  type LinkSite,
  openUrl,
  preferencesUrl,
  unsubscribeUrl,
} from "#shared/content/link-tokens/index.ts";
import { iso } from "#shared/kernel/time.ts";
import type { Settings } from "#shared/platform/settings/index.ts";
import type { CompiledTemplate, MailHead, RenderRequest } from "#shared/ports/renderer.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { linkUrls } from "./link-urls.ts";
import { addressOf, type PreparedMessage } from "./prepared-message.ts";

type DraftWorld = LookupWorld & { table: TableReader<"people"> };

/** What all mails of a batch share. */
export type Letterhead = {
  site: LinkSite;
  from: MailHead["from"];
  postalAddress: string;
  settings: Settings;
  linkHosts: readonly string[];
  /** Epoch milliseconds. */
  now: number;
};

/** The only topic so far. */
const TOPIC = "all";

/** The render request of one mail. Links are signed here, because the renderer holds no key. */
export async function draftMail(
  world: DraftWorld,
  { site, from, postalAddress, settings, linkHosts, now }: Letterhead,
  prepared: PreparedMessage,
  template: CompiledTemplate,
): Promise<RenderRequest> {
  const profile = prepared.snapshot.profile!.data;
  const { class: kind, team, row } = prepared.draft;
  const address = await addressHash(world, profile.email);
  const target = { contact: profile.id, address, topic: TOPIC };
  // Team members must not change the contact's consent.
  const unsubscribe = team === undefined ? unsubscribeUrl(site, target) : "";
  const preferences = team === undefined ? preferencesUrl(site, target) : "";
  const data = {
    contact: contactData(profile, settings.timeZone),
    event: await eventData(world, prepared, template),
    data: row?.data ?? {},
    unsubscribe_url: unsubscribe,
    ...(reads(template, "preferences_url") && { preferences_url: preferences }),
    postal_address: postalAddress,
  };
  const head: MailHead = {
    messageId: prepared.id,
    from,
    to: { email: addressOf(prepared.draft, prepared.snapshot)! },
    replyTo: settings.replyTo,
    date: now,
    class: kind,
    unsubscribeUrl: unsubscribe,
    feedbackId: feedbackId(prepared),
  };
  const tracksOpens =
    settings.trackOpens &&
    kind === "marketing" &&
    template.trackOpens !== false &&
    row?.trackOpens !== false;
  return {
    template: row?.test ? markTest(template) : template,
    data,
    linkUrls: row?.trackClicks === false ? [] : linkUrls(site, prepared.id, template, data),
    ...(template.openHosts && { linkHosts }),
    head,
    ...(tracksOpens && { openUrl: openUrl(site, prepared.id) }),
  };
}

/** Its readers see what it is; rendering keeps what it prepared by the hash. */
const markTest = (template: CompiledTemplate): CompiledTemplate => ({
  ...template,
  hash: `${template.hash}-test`,
  subject: `[Test] ${template.subject}`,
});

/** Whether the template reads a variable that begins with `root`. */
const reads = ({ variables }: CompiledTemplate, root: string) =>
  variables.some((path) => path.startsWith(root));

/** `contact` in a template: the attributes, and fields that no attribute may hide. */
export const contactData = (profile: Profile, timeZone: string | undefined) => ({
  ...profile.attributes,
  id: publicId(profile),
  email: profile.email,
  locale: profile.locale ?? null,
  timeZone: zoneOf(profile.timeZone, timeZone),
  createdAt: iso(profile.createdAt),
});

/** `event` in a template; read from the table when it was too large to store with the run. */
async function eventData(
  world: DraftWorld,
  { draft, snapshot }: PreparedMessage,
  template: CompiledTemplate,
) {
  const { entry } = draft;
  if (!entry || !reads(template, "event")) return {};
  if (entry.data) return entry.data;
  const [data = {}] = await readEventData(world, snapshot.id, [entry]);
  return data;
}

/** Gmail's four fields, none of them personal: template, campaign, class, sender. */
function feedbackId({ draft: { source, template, class: kind } }: PreparedMessage): string {
  const campaign = source.kind === "run" ? source.sequence : "api";
  return `${template}:${campaign}:${kind}:dripstack`;
}
