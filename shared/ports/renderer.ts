import { type Fault, Unavailable } from "#shared/kernel/errors.ts";

/** A mail's class: marketing needs consent. */
export type MailClass = "marketing" | "transactional";

/** A template's source: exactly one of `mjml` and `html`; `text` is derived when missing. */
export type TemplateSource = {
  subject: string;
  mjml?: string;
  html?: string;
  text?: string;
  /** The class of its mails; either if omitted. */
  class?: MailClass;
  /** False: its links are not tracked. */
  trackClicks?: boolean;
  /** False: no tracking pixel, whatever the workspace's setting. */
  trackOpens?: boolean;
};

/** A link of a template: fixed, or Liquid rendered per mail; untracked ones are only checked. */
export type TemplateLink = { url: string } | { liquid: string; untracked?: true };

/** Compiled once per version. `{{ link_3 }}` in `html` and `text` stands for the tracked link 3. */
export type CompiledTemplate = {
  hash: string;
  subject: string;
  html: string;
  text: string;
  links: TemplateLink[];
  /** Paths that the template reads, such as `contact.first_name` or `event.order_id`. */
  variables: string[];
  /** The hosts written out in its links. */
  hosts?: string[];
  /** The host of a tracked link comes from data, so rendering needs the workspace's link hosts. */
  openHosts?: true;
  /**
   * How many tracked links are rendered in place, such as in a loop: a mail needs link addresses
   * for them.
   */
  inPlaceLinks?: number;
  trackOpens?: false;
  /** Data may hide the postal address or unsubscribe link of a part, so each mail is checked. */
  seekHtmlFooter?: true;
  seekTextFooter?: true;
};

export type CompileResult =
  /** `warnings`: the template can be sent, with remarks for its author. */
  { ok: true; template: CompiledTemplate; warnings?: Fault[] } | { ok: false; faults: Fault[] };

export type Mailbox = { name: string; email: string };

/** A mail's headers except the subject. */
export type MailHead = {
  /**
   * `[A-Za-z0-9_-]`, at most 80 characters; shared by all attempts of a message, and so are their
   * bytes.
   */
  messageId: string;
  from: Mailbox;
  to: { name?: string; email: string };
  replyTo?: string;
  /** Epoch milliseconds; the message states whole seconds. */
  date: number;
  class: MailClass;
  /** Absolute http or https; only in headers of marketing mail. */
  unsubscribeUrl: string;
  /** `a:b:c:sender`: four fields for Gmail's complaint reports, none of them personal. */
  feedbackId?: string;
};

export type RenderRequest = {
  template: CompiledTemplate;
  /** What Liquid sees: `contact`, `event`, `data`, `unsubscribe_url`, `postal_address`, … */
  data: Record<string, unknown>;
  /**
   * The tracked address of each of `template.links`, then of in-place links; empty without
   * tracking.
   */
  linkUrls: string[];
  /** Further hosts that links from data may be tracked to; may be wildcards. */
  linkHosts?: readonly string[];
  head: MailHead;
  /** The tracking pixel, where opens are tracked. */
  openUrl?: string;
};

/** A mail ready to send, and what is stored about it. */
export type Rendered = {
  subject: string;
  /** The whole RFC 5322 message, in an `ArrayBuffer` of its own. */
  raw: Uint8Array<ArrayBuffer>;
  /** The rendered target of each tracked link that is Liquid, by its index. */
  dynamicLinks: Record<number, string>;
  /** Remarks for its author about links dropped or not tracked. */
  notes?: string[];
};
/**
 * `broken`: the template failed; a new version may fix it. `later`: no time left for this mail in
 * this call; ask again. Otherwise the mail exceeds a limit or is refused.
 */
export type RenderResult =
  | { ok: true; mail: Rendered }
  | { ok: false; reason: string; broken?: true; later?: true };

/**
 * The render process ended during a call, perhaps because of a mail. The message is the rest of a
 * sentence about a mail.
 */
export class RendererEnded extends Unavailable {}

export interface Renderer {
  compile: (source: TemplateSource) => Promise<CompileResult>;
  /**
   * A result per request, in order.
   * @throws Unavailable when the renderer does not respond
   */
  render: (requests: RenderRequest[]) => Promise<RenderResult[]>;
}
