import * as z from "zod/mini";
import {
  diffVersions,
  getSequence,
  getVersion,
  type SequenceHead,
} from "#shared/automation/versions/index.ts";
import { ok } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

const DRAFT = "draft";
const VersionName = z
  .string()
  .check(z.regex(/^(?:draft|[1-9]\d{0,8})$/, "a version's number, or draft"));
/** By default from the published version to the draft. */
const Range = z.lazy(() =>
  z.strictObject({ from: z.optional(VersionName), to: z._default(VersionName, DRAFT) }),
);

const value = () => ({ before: z.optional(z.unknown()), after: z.optional(z.unknown()) });
const Field = z.lazy(() => z.object({ path: z.string(), ...value() }));
const StepDifference = z.lazy(() => z.object({ step: z.string(), path: z.string(), ...value() }));
const Diff = z.lazy(() => {
  const steps = z.array(StepDifference);
  return z.object({
    from: z.string(),
    to: z.string(),
    /** Differences outside the steps, such as `/exit`. */
    fields: z.array(Field),
    added: steps,
    removed: steps,
    changed: steps,
  });
});
z.globalRegistry.add(Diff, { id: "VersionDiff" });

async function definitionOf(world: ApiWorld, head: SequenceHead, version: string, field: string) {
  if (version === DRAFT) return head.draft;
  if (Number(version) <= head.version) {
    return (await getVersion(world, head.id, Number(version))).definition;
  }
  const message = `there is no version ${version}; the newest is ${head.version}`;
  throw new InvalidInput("the query is not valid", [{ path: `/${field}`, message }]);
}

export const diff = [
  route({
    method: "GET",
    path: "/v1/sequences/{id}/diff",
    scope: "read",
    summary:
      "What differs between two versions, by step and field; by default what the draft changes",
    query: Range,
    response: Diff,
    handle: async (world, { params, query: { from, to } }) => {
      const { data: head } = await getSequence(world, knownName(params.id));
      const start = from ?? (head.version === 0 ? DRAFT : String(head.version));
      const before = await definitionOf(world, head, start, "from");
      const after = await definitionOf(world, head, to, "to");
      return ok({ from: start, to, ...diffVersions(before, after) });
    },
  }),
];
