import { type Fault, Unavailable } from "#shared/kernel/errors.ts";

/** What a mail is, and so whom it may reach: marketing needs their consent. */
export type MailClass = "marketing" | "transactional";

/** What an author writes: exactly one of `mjml` and `html`; `text` is derived when it is missing. */
export type TemplateSource = {
  subject: string;
  mjml?: string;
  html?: string;
  text?: string;
  /** What its mails are; either where it is left out. */
  class?: MailClass;
  /** False: no link of it leads through the tracker. */
  trackClicks?: boolean;
  /** False: no picture reports an open, whatever the workspace wants. */
  trackOpens?: boolean;
};

/**
 * A link of a template: fixed, or Liquid that is rendered per mail; untracked ones are only
 * checked.
 */
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
  /** The hosts that its author wrote out in its links. */
  hosts?: string[];
  /**
   * Whether the host of a tracked link comes from data, so that a mail needs the workspace's link
   * hosts.
   */
  openHosts?: true;
  /**
   * How many of its tracked links are worked out where they stand, in a loop for one: a mail needs
   * link addresses for them.
   */
  inPlaceLinks?: number;
  trackOpens?: false;
  /**
   * Whether some data may hide the postal address or the unsubscribe link of a part: each mail is
   * looked at then.
   */
  seekHtmlFooter?: true;
  seekTextFooter?: true;
};

export type CompileResult =
  /** `warnings`: what its author should know of it, though it can be sent. */
  { ok: true; template: CompiledTemplate; warnings?: Fault[] } | { ok: false; faults: Fault[] };

export type Mailbox = { name: string; email: string };

/** What a mail's header states, its subject apart. */
export type MailHead = {
  /** `[A-Za-z0-9_-]`, at most 80 characters; all attempts of a message share it, and so their bytes. */
  messageId: string;
  from: Mailbox;
  to: { name?: string; email: string };
  replyTo?: string;
  /** Epoch milliseconds; the message states whole seconds. */
  date: number;
  class: MailClass;
  /** Absolute http or https; stated in the headers of marketing mail alone. */
  unsubscribeUrl: string;
  /** `a:b:c:sender`: four fields for Gmail's complaint reports, none of them personal. */
  feedbackId?: string;
};

export type RenderRequest = {
  template: CompiledTemplate;
  /** What Liquid sees: `contact`, `event`, `data`, `unsubscribe_url`, `postal_address`, … */
  data: Record<string, unknown>;
  /**
   * The tracked address for each of `template.links`, then those for links in place; none where
   * nothing is tracked.
   */
  linkUrls: string[];
  /** Hosts to which links from data may be tracked, beside the template's own; may be wildcards. */
  linkHosts?: readonly string[];
  head: MailHead;
  /** The picture that reports an open, where opens are tracked. */
  openUrl?: string;
};

/** A mail ready to be sent, and what is kept about it. */
export type Rendered = {
  subject: string;
  /** The whole RFC 5322 message, in an `ArrayBuffer` of its own. */
  raw: Uint8Array<ArrayBuffer>;
  /** The rendered target of each tracked link that is Liquid, by its index. */
  dynamicLinks: Record<number, string>;
  /** What its author should know of links that were dropped or not tracked. */
  notes?: string[];
};
/**
 * `broken` says that the template stopped, which its next version may mend; `later`, that a call has
 * no time left for this mail, which may be asked for again; else the mail is over a limit or
 * refused.
 */
export type RenderResult =
  | { ok: true; mail: Rendered }
  | { ok: false; reason: string; broken?: true; later?: true };

/**
 * Where mails are rendered the process ended, or was ended, during a call: perhaps by one of its
 * mails. The message says how, as the rest of a sentence about a mail.
 */
export class RendererEnded extends Unavailable {}

export interface Renderer {
  compile: (source: TemplateSource) => Promise<CompileResult>;
  /** A result per request, in order. @throws Unavailable when the renderer does not answer */
  render: (requests: RenderRequest[]) => Promise<RenderResult[]>;
}
