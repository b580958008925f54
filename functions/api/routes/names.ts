import * as z from "zod/mini";
import { getSegments } from "#shared/audience/segments/index.ts";
import { listTemplates } from "#shared/content/templates/index.ts";
import { ok, pageOf, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { SearchText } from "./schemas.ts";
import { findSequences, States } from "./sequence-list.ts";

const Query = pagingWith(() => ({
  of: z.enum(["segments", "sequences", "templates"]),
  /** A part of the id or the name. */
  q: SearchText,
  /** Of sequences. */
  state: z.optional(States),
}));
type Wanted = Omit<z.infer<typeof Query>, "of" | "cursor">;
type Named = { id: string; name: string };
type Page = { found: Named[]; next: string | undefined };

const ofSequences = async (world: ApiWorld, wanted: Wanted, start?: string): Promise<Page> => {
  const { found, cursor } = await findSequences(world, wanted, start);
  return { found: found.map(({ id, draft }) => ({ id, name: draft.name })), next: cursor };
};

async function ofTemplates(world: ApiWorld, { limit, q }: Wanted, after?: string) {
  const { items, next } = await listTemplates(world, { q, limit, after });
  return { found: items.map(({ id, source }) => ({ id, name: source.subject })), next };
}

async function ofSegments(world: ApiWorld, { limit, q = "" }: Wanted, after = ""): Promise<Page> {
  const { data } = await readLiveDefinitions(world);
  const rest = Object.keys(data.segments ?? {})
    .toSorted()
    .filter((id) => id > after);
  const text = q.toLowerCase();
  // A workspace has at most two hundred.
  const all = await getSegments(world, text === "" ? rest.slice(0, limit + 1) : rest);
  const found = all.filter(({ id, name }) => `${id}\n${name.toLowerCase()}`.includes(text));
  return {
    found: found.slice(0, limit).map(({ id, name }) => ({ id, name })),
    next: found.length > limit ? found[limit - 1]!.id : undefined,
  };
}

const FIND = { segments: ofSegments, sequences: ofSequences, templates: ofTemplates };

export const names = [
  route({
    method: "GET",
    path: "/v1/names",
    scope: "read",
    summary: "Ids and names (subjects of templates) to choose from, without figures: cheap to ask",
    query: Query,
    response: pageOf(z.lazy(() => z.object({ id: z.string(), name: z.string() }))),
    handle: async (world, { query: { of, cursor, ...wanted } }) => {
      if (wanted.state && of !== "sequences") {
        const message = "only sequences have a state";
        throw new InvalidInput(message, [{ path: "/state", message }]);
      }
      const { found, next } = await FIND[of](world, wanted, readCursor(z.string(), cursor));
      return ok({ items: found, cursor: writeCursor(next) });
    },
  }),
];
