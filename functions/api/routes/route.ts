import type * as z from "zod/mini";
import { defineRoute, type QuerySchema, type Route } from "#shared/http/index.ts";
import type { ApiWorld } from "../world.ts";

/** `defineRoute` for this API's world. */
export const route = <
  const P extends string,
  B extends z.ZodMiniType | undefined = undefined,
  Q extends QuerySchema | undefined = undefined,
>(
  definition: Parameters<typeof defineRoute<ApiWorld, P, B, Q>>[0],
): Route<ApiWorld> => defineRoute<ApiWorld, P, B, Q>(definition);
