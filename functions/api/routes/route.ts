import type * as z from "zod/mini";
import { defineRoute, type QuerySchema, type Route } from "#shared/http/index.ts";
import type { ApiWorld } from "../world.ts";

/** A route of this API: `defineRoute` for its world. */
export const route = <
  const P extends string,
  B extends z.ZodMiniType | undefined = undefined,
  Q extends QuerySchema | undefined = undefined,
>(
  given: Parameters<typeof defineRoute<ApiWorld, P, B, Q>>[0],
): Route<ApiWorld> => defineRoute<ApiWorld, P, B, Q>(given);
