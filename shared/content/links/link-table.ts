import {
  linkInPlace,
  linkName,
  MAX_DYNAMIC_LINK_BYTES,
  MAX_LINK_LENGTH,
  MAX_WARNINGS,
} from "#shared/content/liquid/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import type { TemplateLink } from "#shared/ports/renderer.ts";
import type { LinkClass } from "./classify-link.ts";

/** The length of addresses quoted in warnings. */
const QUOTED = 60;

/** The links of a template during compilation, by the Liquid in their place. */
export class LinkTable {
  readonly links: TemplateLink[] = [];
  /** The hosts that the author wrote literally. */
  readonly hosts = new Set<string>();
  /** Tracked links that are resolved in place. */
  inPlace = 0;
  /** Whether a tracked link's host comes from data. */
  openHosts = false;

  readonly #path: string;
  readonly #indexes = new Map<string, number>();
  readonly #warnings = new Set<string>();
  #untrackedInPlace = 0;
  #dynamicBytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get size(): number {
    return this.links.length + this.inPlace + this.#untrackedInPlace;
  }

  get warnings(): Fault[] {
    const messages = [...this.#warnings];
    if (this.#dynamicBytes > MAX_DYNAMIC_LINK_BYTES) {
      messages.push(
        `links with Liquid are tracked up to ${MAX_DYNAMIC_LINK_BYTES} bytes a mail, and these have ${this.#dynamicBytes} without their values: the rest goes out untracked`,
      );
    }
    return messages.slice(0, MAX_WARNINGS).map((message) => ({ path: this.#path, message }));
  }

  warn(message: string): void {
    this.#warnings.add(message);
  }

  /** The Liquid that replaces a link; undefined if it stays as written. */
  add(classified: LinkClass, isTracked: boolean): string | undefined {
    switch (classified.kind) {
      case "keep":
        return undefined;
      case "empty":
        this.warn("a link has no address and leads nowhere");
        return undefined;
      case "fixed":
        return this.#addFixed(classified.url, isTracked);
      case "dynamic":
        return this.#addDynamic(classified, isTracked);
    }
  }

  #addFixed({ host, href }: URL, isTracked: boolean): string | undefined {
    this.hosts.add(host);
    if (!isTracked) return undefined;
    if (href.length <= MAX_LINK_LENGTH) return this.#refer({ url: href });
    const quoted = href.slice(0, QUOTED);
    this.warn(`the link "${quoted}…" is over ${MAX_LINK_LENGTH} characters and is not tracked`);
    return undefined;
  }

  #addDynamic(
    { liquid, host, isLocal }: LinkClass & { kind: "dynamic" },
    isTracked: boolean,
  ): string {
    if (host !== undefined) this.hosts.add(host);
    else if (isTracked) {
      this.openHosts = true;
      this.warn(
        `the host of the link "${liquid.slice(0, QUOTED)}" comes from data: it is tracked only where it is one of /v1/link-hosts, and goes out untracked elsewhere`,
      );
    }
    if (isTracked) this.#dynamicBytes += liquid.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, "").length;
    if (!isLocal) return this.#refer({ liquid, ...(!isTracked && { untracked: true }) });
    if (isTracked) this.inPlace += 1;
    else this.#untrackedInPlace += 1;
    return linkInPlace(liquid, isTracked);
  }

  #refer(link: TemplateLink): string {
    const key = JSON.stringify(link);
    const index = this.#indexes.get(key) ?? this.links.push(link) - 1;
    this.#indexes.set(key, index);
    return `{{ ${linkName(index)} }}`;
  }
}
