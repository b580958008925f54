import * as z from "zod/mini";
import { Definition } from "#shared/automation/language/index.ts";
import {
  getSequence,
  getVersion,
  listVersions,
  type Version,
} from "#shared/automation/versions/index.ts";
import { ok, Paging, pageOf, readCursor, writeCursor } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { route } from "./route.ts";
import { knownName, versionNumber } from "./schemas.ts";

const Published = z.lazy(() => z.object({ version: z.int(), publishedAt: z.nullable(z.string()) }));
const WithDefinition = z.lazy(() =>
  z.object({ version: z.int(), publishedAt: z.nullable(z.string()), definition: Definition }),
);

const path = "/v1/sequences/{id}/versions";

const show = (version: number, { publishedAt }: Pick<Version, "publishedAt">) => ({
  version,
  publishedAt: publishedAt === undefined ? null : iso(publishedAt),
});

export const versions = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "The published versions of a sequence, the newest first",
    query: Paging,
    response: pageOf(Published),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const { data: head } = await getSequence(world, knownName(params.id));
      const before = readCursor(z.int().check(z.gte(1)), cursor) ?? head.version + 1;
      const found = await listVersions(world, head.id, Math.min(before, head.version + 1), limit);
      const last = found.at(-1)?.version ?? 1;
      const items = found.map((one) => show(one.version, one));
      return ok({ items, cursor: writeCursor(last > 1 ? last : undefined) });
    },
  }),
  route({
    method: "GET",
    path: `${path}/{version}`,
    scope: "read",
    summary: "A published version of a sequence, whole",
    response: WithDefinition,
    handle: async (world, { params }) => {
      const version = versionNumber(params.version);
      const found = await getVersion(world, knownName(params.id), version);
      return ok({ ...show(version, found), definition: found.definition });
    },
  }),
];
