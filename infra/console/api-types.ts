import { readFileSync } from "node:fs";
import { routes } from "#functions/api/routes.ts";
import { standaloneRoutes } from "#infra/standalone/standalone-api.ts";
import { describeApi } from "#shared/http/index.ts";
import { type Document, generateTypes } from "./generate-types.ts";

/** Where the console keeps the types of the API that it is written against. */
export const API_TYPES = new URL("../../web/src/api/schema.d.ts", import.meta.url);

/** Types of every route, those of the standalone process included. */
export function apiTypes(): string {
  // Routes only use their parts when they are called.
  const local = standaloneRoutes({} as Parameters<typeof standaloneRoutes>[0]);
  return generateTypes(describeApi([...routes, ...local] as typeof routes, "") as Document);
}

export const writtenTypes = (): string => readFileSync(API_TYPES, "utf8");
