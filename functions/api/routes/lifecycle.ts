import * as z from "zod/mini";
import { Migrations } from "#shared/automation/language/index.ts";
import { lint } from "#shared/automation/lint/index.ts";
import {
  archiveSequence,
  getSequence,
  pauseSequence,
  publishSequence,
  readLintContext,
  resumeSequence,
  revertSequence,
} from "#shared/automation/versions/index.ts";
import { etag, expected, matched, ok } from "#shared/http/index.ts";
import { draftFields } from "./draft.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";
import { Sequence, sequenceFields, showSequence } from "./sequences.ts";

const PatchOperation = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.object({ op: z.literal("add"), path: z.string(), value: z.unknown() }),
    z.object({ op: z.literal("replace"), path: z.string(), value: z.unknown() }),
    z.object({ op: z.literal("remove"), path: z.string() }),
  ]),
);
z.globalRegistry.add(PatchOperation, { id: "PatchOperation" });
const Finding = z.lazy(() =>
  z.object({
    code: z.string(),
    level: z.enum(["error", "warning"]),
    path: z.string(),
    message: z.string(),
    remedy: z.string(),
    /** The names and numbers in its message, for words of one's own by its code. */
    values: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
    /** A change of the definition that removes the finding (JSON Patch, RFC 6902). */
    fix: z.optional(z.object({ label: z.string(), patch: z.array(PatchOperation) })),
  }),
);
z.globalRegistry.add(Finding, { id: "Finding" });
const Findings = z.lazy(() => z.object({ findings: z.array(Finding) }));
const Published = z.lazy(() =>
  z.object({
    id: z.string(),
    version: z.int(),
    warnings: z.array(Finding),
    job: z.optional(z.string()),
  }),
);
const Edit = z.lazy(() => z.optional(z.strictObject({ choices: z._default(Migrations, []) })));
const Archived = z.lazy(() => z.object({ ...sequenceFields(), job: z.string() }));
const DraftInput = z.lazy(() => z.strictObject(draftFields()));
const Revert = z.lazy(() => z.strictObject({ version: z.int().check(z.gte(1)) }));

const path = "/v1/sequences/{id}";

/** An action on a sequence; the answer is the sequence. */
const action = (name: "pause" | "resume", act: typeof resumeSequence, summary: string) =>
  route({
    method: "POST",
    path: `${path}/${name}`,
    scope: "admin",
    summary,
    response: Sequence,
    handle: async (world, { params }) => {
      const head = await act(world, knownName(params.id), world.clock.now());
      return ok(await showSequence(world, head));
    },
  });

export const lifecycle = [
  route({
    method: "GET",
    path: `${path}/lint`,
    scope: "read",
    summary: "Lint: what is wrong with a draft, each finding with a remedy",
    response: Findings,
    handle: async (world, { params }) => {
      const { id, draft } = (await getSequence(world, knownName(params.id))).data;
      return ok({ findings: lint(draft, await readLintContext(world, id, draft)) });
    },
  }),
  route({
    method: "POST",
    path: "/v1/sequences/lint",
    scope: "read",
    safe: true,
    summary: "Lint of a definition that need not be saved",
    body: DraftInput,
    response: Findings,
    handle: async (world, { body: { id, definition } }) =>
      ok({ findings: lint(definition, await readLintContext(world, id, definition)) }),
  }),
  route({
    method: "POST",
    path: `${path}/publish`,
    scope: "admin",
    tagged: true,
    summary: "Publishes the draft: new runs follow it, and runs for which a choice says so",
    body: Edit,
    response: Published,
    handle: async (world, { params, body, headers }) => {
      const id = knownName(params.id);
      const { version } = await getSequence(world, id);
      const seen = expected(headers, version);
      const publishing = publishSequence(world, id, world.clock.now(), body?.choices, version);
      return ok(await matched(seen, publishing), etag(version + 1));
    },
  }),
  route({
    method: "POST",
    path: `${path}/revert`,
    scope: "admin",
    summary: "Publishes an earlier version again",
    body: Revert,
    response: Published,
    handle: async (world, { params, body: { version } }) =>
      ok(await revertSequence(world, knownName(params.id), version, world.clock.now())),
  }),
  action(
    "pause",
    pauseSequence,
    "No contact enters and no run advances; all runs keep their place",
  ),
  route({
    method: "POST",
    path: `${path}/archive`,
    scope: "admin",
    summary: "Ends all runs, by a job, and starts none until it is resumed or published",
    response: Archived,
    handle: async (world, { params }) => {
      const { head, job } = await archiveSequence(world, knownName(params.id), world.clock.now());
      return ok({ ...(await showSequence(world, head)), job: job.id });
    },
  }),
  action("resume", resumeSequence, "Continues every run from where it is"),
];
