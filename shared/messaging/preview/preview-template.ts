import type { Profile } from "#shared/audience/profiles/index.ts";
import { preferencesUrl, unsubscribeUrl } from "#shared/content/link-tokens/index.ts";
import { readComposed } from "#shared/content/mime/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { contactData } from "#shared/messaging/delivery/index.ts";
import { readLinkHosts, readSettings } from "#shared/platform/settings/index.ts";
import type { CompiledTemplate, MailClass, Renderer } from "#shared/ports/renderer.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { missingVariables } from "./missing-variables.ts";
import { unsignedSite } from "./unsigned-site.ts";

type World = { table: TableReader<"library">; renderer: Renderer; runtime: Runtime };
type Values = Record<string, unknown>;

/** What Liquid sees beside or instead of a contact's own data. */
export type PreviewData = {
  contact?: Values | undefined;
  event?: Values | undefined;
  data?: Values | undefined;
};

type Preview = {
  template: CompiledTemplate;
  class?: MailClass | undefined;
  profile?: Profile | undefined;
  data: PreviewData;
  /** Epoch milliseconds. */
  at: number;
};

/** The mail that the template would make; of a mail that can not be made only the faults. */
export type Rendering = {
  subject: string;
  html: string;
  text: string;
  /** Of the HTML part: some mailboxes cut mails above 102 KB. */
  htmlBytes: number;
  bytes: number;
  missing: string[];
  notes: string[];
  faults: Fault[];
};

/** Stand in for a workspace that has none yet. */
const SENDER = { name: "", email: "sender@example.com" };
const ADDRESS = "Your postal address";
const READER = "reader@example.com";
const NO_CONTACT = { contact: "c_00000000000000000", address: "0".repeat(22), topic: "all" };

/** Renders a template for a contact or given data; nothing is stored, and its links do nothing. */
export async function previewTemplate(world: World, preview: Preview): Promise<Rendering> {
  const { template, class: kind = "marketing", profile, data, at } = preview;
  const [settings, linkHosts] = await Promise.all([readSettings(world), readLinkHosts(world)]);
  const site = unsignedSite(world.runtime.publicUrl || "https://example.com");
  const unsubscribe = unsubscribeUrl(site, NO_CONTACT);
  const own = profile ? contactData(profile, settings.timeZone) : {};
  const seen = {
    contact: { ...own, ...data.contact },
    event: data.event ?? {},
    data: data.data ?? {},
    unsubscribe_url: unsubscribe,
    preferences_url: preferencesUrl(site, NO_CONTACT),
    postal_address: settings.postalAddress ?? ADDRESS,
  };
  const [result] = await world.renderer.render([
    {
      template,
      data: seen,
      linkUrls: [],
      linkHosts: linkHosts.data,
      head: {
        messageId: "preview",
        from: settings.from ?? SENDER,
        to: { email: profile?.email ?? READER },
        date: at,
        class: kind,
        unsubscribeUrl: unsubscribe,
      },
    },
  ]);
  const missing = missingVariables(template.variables, seen);
  if (!result?.ok) {
    const message = result?.reason ?? "the renderer gave no answer";
    const faults = [{ path: "", message }];
    return { subject: "", html: "", text: "", htmlBytes: 0, bytes: 0, missing, notes: [], faults };
  }
  const { subject, raw, notes = [] } = result.mail;
  const { html, text } = readComposed(raw);
  const sizes = { htmlBytes: Buffer.byteLength(html), bytes: raw.byteLength };
  return { subject, html, text, ...sizes, missing, notes, faults: [] };
}
