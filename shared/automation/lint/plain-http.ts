import { type Check, warning } from "./finding.ts";
import { setting } from "./fixes.ts";

/** An unencrypted request reveals the contact on the network; AWS refuses it. */
export const plainHttp: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    const url = step.kind === "webhook" || step.kind === "notify" ? step.url : undefined;
    if (!url?.toLowerCase().startsWith("http:")) return [];
    const message =
      "the address begins with `http:`: the request would not be encrypted, and fails on AWS";
    const path = `/steps/${name}/url`;
    const fix = setting("Use https", path, url.replace(/^http:/i, "https:"));
    return [
      warning("plain-http", path, message, "use an address that begins with https:", { fix }),
    ];
  });
