import { isHostAllowed, parseWebUrl } from "#shared/content/link-tokens/index.ts";
import type { LinkSite } from "#shared/content/liquid/index.ts";
import {
  MAX_DYNAMIC_LINK_BYTES,
  MAX_LINK_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_NOTES,
} from "#shared/content/liquid/index.ts";
import type { RenderRequest } from "#shared/ports/renderer.ts";
import { isOtherScheme } from "./classify-link.ts";

/** Resolves the dynamic links of one mail. A bad link is dropped without failing its mail. */
export class FollowedLinks {
  /** The targets of tracked links, by link index. */
  readonly targets: Record<number, string> = {};
  /** Whether a link was dropped. */
  dropped = false;
  /** Warnings about links for the mail's author. */
  notes?: string[];

  readonly #request: RenderRequest;
  /** The indexes of links met in place, after the template's own. Most mails have none. */
  #indexes?: Map<string, number>;
  #bytes = 0;

  constructor(request: RenderRequest) {
    this.#request = request;
  }

  /**
   * The address to show in the mail: the tracked one, the checked one, or nothing if invalid.
   * `own`: the template's index; equal links without one share one.
   */
  follow = (written: string, site: LinkSite, own?: number): string => {
    const url = parseWebUrl(written);
    if (!url) {
      const other = URL.parse(written.trim());
      // `mailto://user@host` has a host, which no mail program expects.
      if (other && isOtherScheme(other.href) && other.host === "") return other.href;
      this.dropped = true;
      const isEmpty = written.trim() === "";
      return this.#note(site, isEmpty ? "has no address" : "is not a web address", "");
    }
    const { href } = url;
    const { linkUrls } = this.#request;
    if (!site.track || linkUrls.length === 0) return href;
    if (!this.#isAllowed(url)) return this.#note(site, "leads to a host that is not allowed", href);
    if (href.length > MAX_LINK_LENGTH) return this.#note(site, "is too long", href);

    const index = own ?? this.#indexes?.get(href) ?? this.#nextIndex();
    const tracked = linkUrls[index];
    if (tracked === undefined) return this.#note(site, "is one too many", href);
    if (this.targets[index] !== undefined) return tracked;
    if (this.#bytes + href.length > MAX_DYNAMIC_LINK_BYTES) {
      return this.#note(site, "exceeds what is stored for one mail", href);
    }
    this.#bytes += href.length;
    this.targets[index] = href;
    if (own === undefined) {
      this.#indexes ??= new Map();
      this.#indexes.set(href, index);
    }
    return tracked;
  };

  #isAllowed(url: URL): boolean {
    const { template, linkHosts = [] } = this.#request;
    return isHostAllowed(url, template.hosts ?? []) || isHostAllowed(url, linkHosts);
  }

  #nextIndex(): number {
    return this.#request.template.links.length + (this.#indexes?.size ?? 0);
  }

  #note({ label }: LinkSite, what: string, shown: string): string {
    const result = shown === "" ? "it leads nowhere" : "it is not tracked";
    const note = `the link ${label.slice(0, MAX_NOTE_LENGTH)} ${what}: ${result}`;
    this.notes ??= [];
    if (this.notes.length < MAX_NOTES && !this.notes.includes(note)) this.notes.push(note);
    return shown;
  }
}
