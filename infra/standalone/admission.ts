import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { routes as apiRoutes } from "#functions/api/routes.ts";
import { MAX_BYTES as MAX_HOOK_BYTES } from "#functions/inbound-webhooks/answer.ts";
import { type Admission, admission } from "#functions/runtime/http/dispatch.ts";
import type { World } from "#functions/runtime/world.ts";
import { type Route, SMALL_BODY_BYTES } from "#shared/http/index.ts";

/** Decides by its head whether a request may have a body over 64 KiB, and the limit. */
export function admitBodies(
  world: World,
  ours: Route<World>[],
): (head: APIGatewayProxyEventV2) => Promise<Admission> {
  const admitApi = admission<World>([...ours, ...(apiRoutes as Route<World>[])], world);
  return async (head) => {
    if (head.rawPath.startsWith("/hooks/")) return { limitBytes: MAX_HOOK_BYTES };
    if (head.rawPath.startsWith("/v1/")) return admitApi(head);
    return { limitBytes: SMALL_BODY_BYTES };
  };
}
