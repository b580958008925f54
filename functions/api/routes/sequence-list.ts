import * as z from "zod/mini";
import { summarizeSequence } from "#shared/automation/results/index.ts";
import { listSequences, type SequenceHead } from "#shared/automation/versions/index.ts";
import { ok, pageOf, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { iso } from "#shared/kernel/time.ts";
import { findRows } from "#shared/ports/find-rows.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { SearchText } from "./schemas.ts";

const STATES = ["draft", "live", "paused", "archived"] as const;

const RULE = `one or more of ${STATES.join(", ")}, separated by commas`;
const ONE = `(${STATES.join("|")})`;

export const States = z.lazy(() =>
  z.string().check(z.regex(new RegExp(`^${ONE}(,${ONE})*$`), RULE)),
);

const Query = pagingWith(() => ({
  state: z.optional(States),
  /** A part of the name or the id. */
  q: SearchText,
}));

const Listed = z.lazy(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    state: z.enum(STATES),
    version: z.int(),
    updatedAt: z.string(),
    inside: z.int(),
    entered: z.int(),
    completed: z.int(),
    exited: z.int(),
    converted: z.nullable(z.int()),
    mails: z.int(),
    errors: z.int(),
  }),
);
z.globalRegistry.add(Listed, { id: "SequenceSummary" });

const AT_ONCE = 10;

type Wanted = Omit<z.infer<typeof Query>, "cursor">;

/** A page of the sequences that fit; it may hold fewer than asked for. */
export async function findSequences(
  world: ApiWorld,
  { limit, state, q }: Wanted,
  start: string | undefined,
) {
  const states = state?.split(",");
  const text = q?.toLowerCase();
  const fits = ({ id, draft, state: is }: SequenceHead) =>
    (!states || states.includes(is)) &&
    (!text || id.includes(text) || draft.name.toLowerCase().includes(text));
  if (!states && !text) {
    const { items, cursor } = await listSequences(world, limit, start);
    return { found: items.map(({ data }) => data), cursor };
  }
  const read = (most: number, after?: string) => listSequences(world, most, after);
  const { found, next: cursor } = await findRows(read, fits, limit, start);
  return { found, cursor };
}

export const sequenceList = [
  route({
    method: "GET",
    path: "/v1/sequences",
    scope: "read",
    summary: "Sequences by their ids, with figures of each; a page may be short",
    query: Query,
    response: pageOf(Listed),
    handle: async (world, { query: { cursor, ...wanted } }) => {
      const page = await findSequences(world, wanted, readCursor(z.string(), cursor));
      const now = world.clock.now();
      const items = await mapConcurrently(page.found, AT_ONCE, async (head) => ({
        id: head.id,
        name: head.draft.name,
        state: head.state,
        version: head.version,
        updatedAt: iso(head.updatedAt),
        ...(await summarizeSequence(world, head, now)),
      }));
      return ok({ items, cursor: writeCursor(page.cursor) });
    },
  }),
];
