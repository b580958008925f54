import { FollowedLinks } from "#shared/content/links/index.ts";
import type { RunLiquid } from "#shared/content/liquid/index.ts";
import { FOLLOW, plainEngine } from "#shared/content/liquid/index.ts";
import type { RenderRequest } from "#shared/ports/renderer.ts";
import type { Prepared } from "./prepare-template.ts";

/** What the bodies of one mail read, and the outcome of each dynamic link that they did read. */
type Links = { scope: Record<string | symbol, unknown>; followed: FollowedLinks };

/**
 * Adds `link_N` to the data of one mail: the tracked address, or where there is none the target
 * itself. A dynamic link is worked out when it is first read, since the branch that holds it may
 * not be taken, and its data may be missing just then.
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
