import * as z from "zod/mini";
import { readPublicIds } from "#shared/audience/profiles/index.ts";
import { cancelJob, countProgress, getJob, type Job, listJobs } from "#shared/bulk/index.ts";
import { ok, pageOf, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";

const STATES = ["running", "done", "cancelled", "failed"] as const;

export const JobShape = z.lazy(() =>
  z.object({
    id: z.string(),
    kind: z.string(),
    subject: z.string(),
    state: z.enum(STATES),
    progress: z.object({
      seen: z.int(),
      of: z.optional(z.int()),
      /** From 0 to 1, and the seconds that the rest takes at this pace; only while it runs. */
      share: z.optional(z.number()),
      secondsLeft: z.optional(z.int()),
    }),
    startedAt: z.string(),
    endedAt: z.nullable(z.string()),
    result: z.optional(z.looseObject({})),
    failure: z.optional(z.string()),
  }),
);
z.globalRegistry.add(JobShape, { id: "Job" });

/** A job as the API shows it; progress is counted while it runs. */
export async function showJob(world: ApiWorld, job: Job) {
  const { id, kind, subject, state, of, startedAt, endedAt, result, failure } = job;
  const seen = job.seen ?? (await countProgress(world, id));
  return {
    id,
    kind,
    subject,
    state,
    // An estimate made at the start; left out once it is exceeded.
    progress: {
      seen,
      ...(of !== undefined && of >= seen && { of, ...paceOf(job, seen, of, world.clock.now()) }),
    },
    startedAt: iso(startedAt),
    endedAt: endedAt === undefined ? null : iso(endedAt),
    ...(result && { result: await withPublicIds(world, result) }),
    ...(failure !== undefined && { failure }),
  };
}

/** Below this, a job's pace tells little of the rest. */
const LEAST_SHARE = 0.01;

/** How much is done, and how long the rest takes if it goes on like that. */
function paceOf({ state, startedAt }: Job, seen: number, of: number, now: number) {
  if (state !== "running" || of === 0) return {};
  const share = Math.round((seen / of) * 1_000) / 1_000;
  if (share < LEAST_SHARE) return { share };
  const seconds = ((now - startedAt) / 1_000) * ((of - seen) / seen);
  return { share, secondsLeft: Math.max(0, Math.ceil(seconds)) };
}

type Example = { contact: string };

/** Backtest examples are stored under our ids; those of erased contacts are left out. */
async function withPublicIds(world: ApiWorld, result: object): Promise<object> {
  const { examples } = result as { examples?: Example[] };
  if (examples === undefined) return result;
  const publicIds = await readPublicIds(
    world,
    examples.map(({ contact }) => contact),
  );
  const named = examples.flatMap((one) => {
    const contact = publicIds.get(one.contact);
    return contact === undefined ? [] : [{ ...one, contact }];
  });
  return { ...result, examples: named };
}

const Filter = z.lazy(() =>
  pagingWith(() => ({
    kind: z.optional(z.string().check(z.maxLength(100))),
    subject: z.optional(z.string().check(z.maxLength(200))),
    state: z.optional(z.enum(STATES)),
  })),
);

export const jobs = [
  route({
    method: "GET",
    path: "/v1/jobs",
    scope: "read",
    summary: "Jobs, newest first; finished ones are kept for seven days",
    query: Filter,
    response: pageOf(JobShape),
    handle: async (world, { query: { limit, cursor, ...wanted } }) => {
      const page = await listJobs(world, limit, readCursor(z.string(), cursor), wanted);
      // Results may be long: only the job itself shows its own.
      const items = await Promise.all(
        page.items.map(({ data: { result: _, ...job } }) => showJob(world, job)),
      );
      return ok({ items, cursor: writeCursor(page.cursor) });
    },
  }),
  route({
    method: "GET",
    path: "/v1/jobs/{id}",
    scope: "read",
    summary: "A job: its progress and its result",
    response: JobShape,
    handle: async (world, { params }) =>
      ok(await showJob(world, (await getJob(world, params.id)).data)),
  }),
  route({
    method: "POST",
    path: "/v1/jobs/{id}/cancel",
    scope: "admin",
    summary: "Cancels a job; what it has done stays done",
    response: JobShape,
    handle: async (world, { params }) =>
      ok(await showJob(world, await cancelJob(world, params.id))),
  }),
];
