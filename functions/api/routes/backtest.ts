import * as z from "zod/mini";
import { readPublicIds } from "#shared/audience/profiles/index.ts";
import { getJob, listChunks } from "#shared/bulk/index.ts";
import { readCursor, writeCursor } from "#shared/http/index.ts";
import {
  backtestJob,
  csvOf,
  headLine,
  readLines,
  startBacktest,
} from "#shared/insight/backtest/index.ts";
import { Conflict, NotFound } from "#shared/kernel/errors.ts";
import { JobShape, showJob } from "./jobs.ts";
import { route } from "./route.ts";
import { Instant, knownName, Name } from "./schemas.ts";

const Input = z.lazy(() =>
  z.strictObject({
    /** The draft by default. */
    version: z.optional(z.int().check(z.gte(1))),
    from: Instant,
    until: Instant,
    segment: z.optional(Name),
  }),
);

export const backtest = [
  route({
    method: "POST",
    path: "/v1/sequences/{id}/backtest",
    scope: "read",
    summary: "Starts a job that replays stored contacts: who would have got which mail, and when",
    body: Input,
    response: JobShape,
    status: 202,
    handle: async (world, { params, body }) => {
      const { from, until, ...rest } = body;
      const options = { ...rest, from: Date.parse(from), until: Date.parse(until) };
      const job = await startBacktest(world, knownName(params.id), options, world.clock.now());
      return { status: 202, body: await showJob(world, job) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/jobs/{id}/csv",
    scope: "read",
    summary:
      "A page of a backtest's lines as CSV; the header `X-Next` holds the next page's `after`",
    query: z.strictObject({ after: z.optional(z.string().check(z.maxLength(2000))) }),
    handle: async (world, { params, query }) => {
      const { data: job } = await getJob(world, params.id);
      if (job.kind !== backtestJob.kind)
        throw new NotFound("this job has no CSV: only backtests do");
      if (job.state === "running")
        throw new Conflict("this job is still running: wait until it has ended");
      const after = readCursor(z.string(), query.after);
      const { chunks, cursor } = await listChunks(world, job.id, after);
      const next = writeCursor(cursor);
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        ...(next !== null && { "x-next": next, link: `<?after=${next}>; rel="next"` }),
      };
      const lines = chunks.flatMap(readLines);
      const publicIds = await readPublicIds(
        world,
        lines.map(([contact]) => contact),
      );
      const head = after === undefined ? headLine() : "";
      const raw = head + csvOf(lines, (contact) => publicIds.get(contact));
      return { status: 200, raw, headers };
    },
  }),
];
