import { describeFields } from "#shared/automation/language/index.ts";
import { describeApi, publicDocument, type Route } from "#shared/http/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";

/** It only changes with a release. */
const HEADERS = { "content-type": "application/json", "cache-control": "public, max-age=300" };

/** The route that describes all others and itself. */
export function openapi(others: Route<ApiWorld>[]): Route<ApiWorld>[] {
  const document = publicDocument(
    (publicUrl) => describeApi(routes, publicUrl, describeFields),
    HEADERS,
  );
  const routes: Route<ApiWorld>[] = [
    ...others,
    route({
      method: "GET",
      path: "/v1/openapi.json",
      scope: null,
      summary: "This API as an OpenAPI 3.1 document",
      handle: async ({ runtime }, { headers }) => document(runtime.publicUrl, headers),
    }),
  ];
  return routes.slice(-1);
}
