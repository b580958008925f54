import * as z from "zod/mini";
import { Migrations } from "#shared/automation/language/index.ts";
import { measureImpact } from "#shared/automation/versions/index.ts";
import { ok } from "#shared/http/index.ts";
import type { ApiWorld } from "../world.ts";
import { draftFields } from "./draft.ts";
import { JobShape, showJob } from "./jobs.ts";
import { route } from "./route.ts";
import { knownName, Name } from "./schemas.ts";

const Group = z.lazy(() =>
  z.object({
    version: z.int(),
    step: z.string(),
    change: z.enum(["stranded", "repeated", "skipped", "added", "replaced", "rules", "unchanged"]),
    people: z.int(),
    contacts: z.array(z.string()),
    skipped: z.array(z.string()),
    repeated: z.array(z.string()),
    added: z.array(z.string()),
    replaced: z.array(z.object({ step: z.string(), from: z.string(), to: z.string() })),
    /** Other differences that affect these runs, as pointers into the draft. */
    rules: z.array(z.string()),
  }),
);
z.globalRegistry.add(Group, { id: "ImpactGroup" });
const Impact = z.lazy(() =>
  z.object({
    complete: z.boolean(),
    groups: z.optional(z.array(Group)),
    /** Contacts in groups beyond those shown. */
    more: z.optional(z.int()),
    job: z.optional(JobShape),
  }),
);
z.globalRegistry.add(Impact, { id: "Impact" });

const DraftInput = z.lazy(() => z.strictObject({ ...draftFields(), id: Name }));
/** As when it is published; without them, as if all moved. */
const Choices = z.lazy(() => z.optional(z.strictObject({ choices: z.optional(Migrations) })));

type Options = Parameters<typeof measureImpact>[3];
async function answer(world: ApiWorld, id: string, now: number, options: Options) {
  const found = await measureImpact(world, id, now, options);
  if ("groups" in found) return ok({ complete: true, ...found });
  return { status: 202, body: { complete: false, job: await showJob(world, found) } };
}

export const impact = [
  route({
    method: "POST",
    path: "/v1/sequences/{id}/impact",
    scope: "read",
    safe: true,
    summary:
      "What would happen to the runs inside if they went on by the draft, or by choices; a job if they are many",
    body: Choices,
    response: Impact,
    // Repeated under its key, the call returns the same job.
    handle: async (world, { params, body, idempotency }) =>
      answer(world, knownName(params.id), idempotency?.at ?? world.clock.now(), { ...body }),
  }),
  route({
    method: "POST",
    path: "/v1/sequences/impact",
    scope: "read",
    safe: true,
    summary: "What would happen to the runs inside if they went on by a definition in hand",
    body: DraftInput,
    response: Impact,
    handle: async (world, { body: { id, definition }, idempotency }) =>
      answer(world, id, idempotency?.at ?? world.clock.now(), { inHand: definition }),
  }),
];
