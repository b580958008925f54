import type { Template } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { plainEngine } from "./engines.ts";
import { MAX_DYNAMIC_LINK_BYTES } from "./limits.ts";
import type { Prepared } from "./prepare-template.ts";
import type { RunLiquid } from "./run-liquid.ts";

/** What the bodies of one mail read, and the targets of the dynamic links that they did read. */
type Links = { scope: Record<string, unknown>; dynamicLinks: Record<number, string> };

/**
 * Adds `link_N` to the data of one mail: the tracked address, or where there is none the target
 * itself. A dynamic link is worked out when it is first read, since the branch that holds it may not
 * be taken, and its data may be missing just then.
 */
export function openLinks(
  links: Prepared["links"],
  linkUrls: string[],
  data: Record<string, unknown>,
  run: RunLiquid,
): Links {
  const scope = { ...data };
  const dynamicLinks: Record<number, string> = {};
  let bytes = 0;

  for (const { index, name, url, liquid } of links) {
    if (!liquid) scope[name] = linkUrls[index] ?? url;
    else {
      const get = () => {
        dynamicLinks[index] ??= resolve(index, liquid);
        return linkUrls[index] ?? dynamicLinks[index];
      };
      Object.defineProperty(scope, name, { get });
    }
  }
  return { scope, dynamicLinks };

  function resolve(index: number, liquid: Template[]): string {
    const url = URL.parse(run(plainEngine, liquid, data).trim());
    if (url?.protocol !== "https:" && url?.protocol !== "http:") {
      throw new InvalidInput(`link ${index} does not lead to an http(s) address`);
    }
    bytes += Buffer.byteLength(url.href);
    if (bytes > MAX_DYNAMIC_LINK_BYTES) {
      throw new InvalidInput(`the dynamic links are over ${MAX_DYNAMIC_LINK_BYTES} bytes`);
    }
    return url.href;
  }
}
