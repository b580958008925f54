import { describeApi, ok, type Route } from "#shared/http/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";

/** The route that describes the others, and itself. */
export function openapi(others: Route<ApiWorld>[]): Route<ApiWorld>[] {
  const routes: Route<ApiWorld>[] = [
    ...others,
    route({
      method: "GET",
      path: "/v1/openapi.json",
      scope: null,
      summary: "This API as an OpenAPI 3.1 document",
      handle: async ({ place }) => ok(describeApi(routes, place.publicUrl)),
    }),
  ];
  return routes.slice(-1);
}
