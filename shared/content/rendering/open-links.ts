import { FollowedLinks } from "#shared/content/links/index.ts";
import type { RunLiquid } from "#shared/content/liquid/index.ts";
import { FOLLOW, plainEngine } from "#shared/content/liquid/index.ts";
import type { RenderRequest } from "#shared/ports/renderer.ts";
import type { Prepared } from "./prepare-template.ts";

/** The data of one mail's bodies, and the outcomes of the dynamic links that they read. */
type Links = { scope: Record<string | symbol, unknown>; followed: FollowedLinks };

/**
 * Adds `link_N` to the data of one mail: the tracked address, else the target. Dynamic links are
 * evaluated when first read: an untaken branch may lack their data.
 */
export function openLinks(links: Prepared["links"], request: RenderRequest, run: RunLiquid): Links {
  const { data, linkUrls } = request;
  const scope: Record<string | symbol, unknown> = { ...data };
  const followed = new FollowedLinks(request);
  scope[FOLLOW] = followed.follow;

  for (const { index, name, url, liquid, site } of links) {
    if (!liquid) scope[name] = linkUrls[index] ?? url;
    else {
      let shown: string | undefined;
      const get = () => {
        shown ??= followed.follow(run(plainEngine, liquid, data), site!, index);
        return shown;
      };
      Object.defineProperty(scope, name, { get });
    }
  }
  return { scope, followed };
}
