import * as z from "zod/mini";
import { measureImpact } from "#shared/automation/versions/index.ts";
import { ok } from "#shared/http/index.ts";
import { JobShape, showJob } from "./jobs.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

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

export const impact = [
  route({
    method: "POST",
    path: "/v1/sequences/{id}/impact",
    scope: "read",
    safe: true,
    summary:
      "What would happen to the runs inside if they went on by the draft; a job if they are many",
    response: Impact,
    handle: async (world, { params, idempotency }) => {
      // Repeated under its key, the call returns the same job.
      const now = idempotency?.at ?? world.clock.now();
      const found = await measureImpact(world, knownName(params.id), now);
      if ("groups" in found) return ok({ complete: true, ...found });
      return { status: 202, body: { complete: false, job: await showJob(world, found) } };
    },
  }),
];
