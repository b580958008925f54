import * as z from "zod/mini";
import { getContact } from "#shared/audience/contacts/index.ts";
import {
  type Enrollment,
  readEndedRuns,
  readRuns,
  readTrail,
} from "#shared/automation/enrollments/index.ts";
import { ok, Paging, pageOf, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { foldOutcome } from "#shared/messaging/delivery/index.ts";
import { type Message, readMessages } from "#shared/messaging/messages/index.ts";
import { Listed, showListed } from "../messages/show.ts";
import { route } from "./route.ts";
import { Name } from "./schemas.ts";

const STATUSES = ["active", "completed", "exited"] as const;

const Run = z.lazy(() =>
  z.object({
    sequence: z.string(),
    /** Tells apart the runs of a contact in one sequence; `-` where there is one. */
    key: z.string(),
    run: z.string(),
    version: z.int(),
    status: z.enum(STATUSES),
    step: z.nullable(z.string()),
    since: z.string(),
    /** When it came to its step. */
    arrivedAt: z.nullable(z.string()),
    /** When it goes on by itself. */
    dueAt: z.nullable(z.string()),
    endedAt: z.nullable(z.string()),
    /** The last decision: why it ended, or what it waits for. */
    last: z.nullable(
      z.object({
        at: z.string(),
        step: z.string(),
        decision: z.string(),
        reason: z.optional(z.string()),
        saw: z.optional(z.array(z.string())),
      }),
    ),
  }),
);
const Query = pagingWith(() => ({
  status: z.optional(z.enum(STATUSES)),
  sequence: z.optional(Name),
}));
const Position = z.lazy(() => z.strictObject({ at: z.int().check(z.gte(0)), key: z.string() }));
type Place = z.infer<typeof Position>;

/** Later than every stored instant. */
const END = 9_999_999_999_999;
/** Messages decided within one millisecond: more than any plan makes. */
const AT_ONE_INSTANT = 50;

const showInstant = (at: number | undefined) => (at === undefined ? null : iso(at));

function showRun(run: Enrollment): z.infer<typeof Run> {
  const { sequence, entryKey, version, status, step, startedAt, arrivedAt, dueAt, endedAt } = run;
  const last = readTrail(run.trail).at(-1);
  return {
    sequence,
    key: entryKey,
    run: run.run,
    version,
    status,
    step,
    since: iso(startedAt),
    arrivedAt: step === null ? null : iso(arrivedAt),
    dueAt: status === "active" ? showInstant(dueAt) : null,
    endedAt: showInstant(endedAt),
    last: last
      ? {
          at: iso(last.at),
          step: last.step,
          decision: last.decision,
          ...(last.reason !== undefined && { reason: last.reason }),
          ...(last.saw !== undefined && { saw: last.saw }),
        }
      : null,
  };
}

/** The page after a place, newest first. */
function pageAfter<T>(
  all: T[],
  placeOf: (one: T) => Place,
  place: Place | undefined,
  limit: number,
) {
  const ordered = all
    .map((one) => ({ one, ...placeOf(one) }))
    .toSorted((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1));
  const rest = ordered.filter(
    ({ at, key }) => !place || at < place.at || (at === place.at && key > place.key),
  );
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = rest.length > limit ? { at: last!.at, key: last!.key } : undefined;
  return { items: page.map(({ one }) => one), cursor: writeCursor(next) };
}

export const contactRuns = [
  route({
    method: "GET",
    path: "/v1/contacts/{id}/runs",
    scope: "read",
    summary: "The runs of a contact, of each sequence and key the latest; the latest begun first",
    query: Query,
    response: pageOf(Run),
    handle: async (world, { params, query: { limit, cursor, status, sequence } }) => {
      const place = readCursor(Position, cursor);
      const { data: profile } = await getContact(world, params.id);
      const here = await readRuns(world, profile.id);
      const moved = await readEndedRuns(world, profile.id, here.length, sequence);
      const fitting = [...here, ...moved.map(({ data }) => data)].filter(
        (run) =>
          (status === undefined || run.status === status) &&
          (sequence === undefined || run.sequence === sequence),
      );
      const placeOf = (run: Enrollment) => ({ at: run.startedAt, key: run.run });
      const { items, ...rest } = pageAfter(fitting, placeOf, place, limit);
      return ok({ items: items.map(showRun), ...rest });
    },
  }),
  route({
    method: "GET",
    path: "/v1/contacts/{id}/messages",
    scope: "read",
    summary: "The messages to a contact, the latest decided first",
    query: Paging,
    response: pageOf(Listed),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const place = readCursor(Position, cursor);
      const { data: profile } = await getContact(world, params.id);
      const count = limit + 1 + AT_ONE_INSTANT;
      const found = await readMessages(world, profile.id, place?.at ?? END, count);
      const placeOf = ({ bornAt, id }: Message) => ({ at: bornAt, key: id });
      const { items, ...rest } = pageAfter(found, placeOf, place, limit);
      const settled = await Promise.all(items.map((message) => foldOutcome(world, message)));
      return ok({ items: settled.map((message) => showListed(message, profile)), ...rest });
    },
  }),
];
