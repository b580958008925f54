import * as z from "zod/mini";
import { SegmentCondition } from "#shared/audience/conditions/index.ts";
import { estimateContacts, publicId } from "#shared/audience/profiles/index.ts";
import { startJob } from "#shared/bulk/index.ts";
import { ok } from "#shared/http/index.ts";
import { countSegmentJob, estimateSegment } from "#shared/insight/estimate/index.ts";
import { JobShape, showJob } from "./jobs.ts";
import { route } from "./route.ts";

const MAX_SAMPLE = 2_000;

const Input = z.lazy(() =>
  z.strictObject({
    condition: SegmentCondition,
    /** The most contacts to look at. */
    sample: z._default(z.int().check(z.gte(100), z.lte(MAX_SAMPLE)), MAX_SAMPLE),
  }),
);
const CountInput = z.lazy(() => z.strictObject({ condition: SegmentCondition }));

const Estimate = z.lazy(() =>
  z.object({
    /** How many contacts were looked at. */
    sample: z.int(),
    /** About how many there are. */
    of: z.int(),
    /** All contacts were looked at. */
    exact: z.boolean(),
    /** How many of the sample match. */
    matches: z.int(),
    share: z.nullable(z.number()),
    /** The share with 95 % confidence; null where it is exact or nothing is known. */
    interval: z.nullable(z.object({ from: z.number(), to: z.number() })),
    /** Contacts that match. */
    examples: z.array(
      z.object({
        contactId: z.string(),
        email: z.string(),
        why: z.looseObject({ rule: z.string(), matches: z.boolean() }),
      }),
    ),
    /** For each part of the outermost group: how many it holds for, how many match without it. */
    rules: z.array(z.object({ path: z.string(), holds: z.int(), without: z.int() })),
  }),
);

export const segmentEstimate = [
  route({
    method: "POST",
    path: "/v1/segments/estimate",
    scope: "read",
    safe: true,
    summary: "About how many contacts a condition fits, by a sample, with examples and why",
    body: Input,
    response: Estimate,
    handle: async (world, { body: { condition, sample } }) => {
      const { examples, ...estimate } = await estimateSegment(world, condition, sample);
      const shown = examples.map(({ profile, why }) => ({
        contactId: publicId(profile),
        email: profile.email,
        why,
      }));
      return ok({ ...estimate, examples: shown });
    },
  }),
  route({
    method: "POST",
    path: "/v1/segments/count",
    scope: "read",
    summary: "Starts a job that counts the contacts that a condition fits",
    body: CountInput,
    response: JobShape,
    status: 202,
    handle: async (world, { body: { condition } }) => {
      const of = await estimateContacts(world);
      const job = { kind: countSegmentJob, subject: "contacts", input: { condition }, of };
      const started = await startJob(world, job, world.clock.now());
      return { status: 202, body: await showJob(world, started) };
    },
  }),
];
