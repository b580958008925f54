import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import type { TemplateLink } from "#shared/ports/renderer.ts";
import { findOpenPlaces } from "./find-open-places.ts";
import { type Judgement, judgeLink, listLocals } from "./judge-link.ts";
import {
  MAX_DYNAMIC_LINK_BYTES,
  MAX_FAULTS,
  MAX_LINK_LENGTH,
  MAX_LINKS,
  MAX_WARNINGS,
} from "./limits.ts";
import { linkInPlace } from "./link-tag.ts";
import { linkName } from "./list-variables.ts";
import { type Attribute, scanAttributes } from "./scan-attributes.ts";
import type { Veil } from "./veil-liquid.ts";

/** `mark`: the word in addresses that are not to be tracked; `track`: false where none is. */
type Options = { mark: string; track: boolean; path: string };

export type Tracked = {
  html: string;
  links: TemplateLink[];
  /** The hosts that the author wrote out. */
  hosts: string[];
  /** How many tracked links are worked out where they stand. */
  inPlace: number;
  /** Whether the host of a tracked link comes from data. */
  openHosts: boolean;
  warnings: Fault[];
};

/**
 * Puts `{{ link_N }}` in place of each web address that an `<a>` or `<area>` of veiled HTML leads to, and the tag of
 * {@link linkInPlace} where the address is made of names that mean something only there. Equal addresses share one link.
 * @throws InvalidInput for addresses of other kinds, for over {@link MAX_LINKS} links, and for values
 *   in a place where they would become markup
 */
export function trackLinks(html: string, veil: Veil, { mark, track, path }: Options): Tracked {
  const attributes = scanAttributes(html);
  const locals = listLocals(veil.pieces);
  const faults = findOpenPlaces(attributes, veil, path);
  const warnings: Fault[] = [];
  const links: TemplateLink[] = [];
  const indexes = new Map<string, number>();
  const hosts = new Set<string>();
  let inPlace = 0;
  let untrackedInPlace = 0;
  let openHosts = false;
  let dynamicBytes = 0;
  let rewritten = "";
  let from = 0;

  for (const { value, start, end } of attributes.filter((each) => isLink(each, veil))) {
    const isTracked = track && !value.includes(mark);
    const judgement = judge(veil.show(value.replaceAll(mark, "")), locals, path, faults);
    const word = replace(judgement, isTracked);
    if (word === undefined) continue;
    rewritten += `${html.slice(from, start)}"${word}"`;
    from = end;
  }
  const count = links.length + inPlace + untrackedInPlace;
  if (count > MAX_LINKS) {
    faults.push({ path, message: `may have at most ${MAX_LINKS} links, not ${count}` });
  }
  if (faults.length > 0) {
    throw new InvalidInput("the links have faults", faults.slice(0, MAX_FAULTS));
  }
  if (dynamicBytes > MAX_DYNAMIC_LINK_BYTES) {
    warn(
      `links with Liquid are tracked up to ${MAX_DYNAMIC_LINK_BYTES} bytes a mail, and these have ${dynamicBytes} without their values: the rest goes out untracked`,
    );
  }
  const unique = [...new Map(warnings.map((one) => [one.message, one])).values()];
  return {
    html: rewritten + html.slice(from),
    links,
    hosts: [...hosts].sort(),
    inPlace,
    openHosts,
    warnings: unique.slice(0, MAX_WARNINGS),
  };

  /** What stands in place of the address, if anything does. */
  function replace(judgement: Judgement, isTracked: boolean): string | undefined {
    if (judgement.kind === "empty") warn("a link has no address and leads nowhere");
    if (judgement.kind === "fixed") {
      const { host, href } = judgement.url;
      hosts.add(host);
      if (!isTracked) return undefined;
      if (href.length <= MAX_LINK_LENGTH) return refer({ url: href });
      warn(
        `the link "${href.slice(0, 60)}…" is over ${MAX_LINK_LENGTH} characters and is not tracked`,
      );
    }
    if (judgement.kind !== "dynamic") return undefined;
    const { liquid, host, isLocal } = judgement;
    if (host !== undefined) hosts.add(host);
    if (isTracked) {
      dynamicBytes += liquid.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, "").length;
      if (host === undefined) {
        openHosts = true;
        warn(
          `the host of the link "${liquid.slice(0, 60)}" comes from data: it is tracked only where it is one of /v1/link-hosts, and goes out untracked elsewhere`,
        );
      }
    }
    if (!isLocal) return refer({ liquid, ...(!isTracked && { untracked: true }) });
    untrackedInPlace += isTracked ? 0 : 1;
    inPlace += isTracked ? 1 : 0;
    return veil.cover(linkInPlace(liquid, isTracked));
  }

  function warn(message: string): void {
    warnings.push({ path, message });
  }

  function refer(link: TemplateLink): string {
    const key = JSON.stringify(link);
    const index = indexes.get(key) ?? links.push(link) - 1;
    indexes.set(key, index);
    return veil.cover(`{{ ${linkName(index)} }}`);
  }
}

const isLink = ({ tag, name }: Attribute, veil: Veil): boolean =>
  // In `<a {% if x %}href=…` the tag and the name are one word. `v:…` is a button of Outlook's.
  /^(a|area|v:\w+)$/.test(veil.strip(tag)) && veil.strip(name) === "href";

function judge(href: string, locals: Set<string>, path: string, faults: Fault[]): Judgement {
  try {
    return judgeLink(href, locals, path);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    faults.push(...error.faults);
    return { kind: "keep" };
  }
}
