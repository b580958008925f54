import * as z from "zod/mini";
import { etag, expected, matched, ok } from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import {
  Definition,
  getSequence,
  pauseSequence,
  publishSequence,
  putDraft,
  readCounts,
  resumeSequence,
  type SequenceHead,
} from "#shared/sequences/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { knownName, newName } from "./schemas.ts";

const Sequence = z.lazy(() =>
  z.object({
    id: z.string(),
    state: z.enum(["draft", "live", "paused", "archived"]),
    version: z.int(),
    draft: Definition,
    counts: z.record(z.string(), z.int()),
  }),
);
const Published = z.lazy(() => z.object({ id: z.string(), version: z.int() }));

const path = "/v1/sequences/{id}";

const show = async (world: ApiWorld, { id, state, version, draft }: SequenceHead) => ({
  id,
  state,
  version,
  draft,
  counts: await readCounts(world, id),
});

async function rowVersion(world: ApiWorld, id: string): Promise<number> {
  try {
    return (await getSequence(world, id)).version;
  } catch (error) {
    if (error instanceof NotFound) return 0;
    throw error;
  }
}

/** An action on a sequence that answers with the sequence. */
const action = (name: "pause" | "resume", act: typeof resumeSequence, summary: string) =>
  route({
    method: "POST",
    path: `${path}/${name}`,
    scope: "admin",
    summary,
    response: Sequence,
    handle: async (world, { params }) => {
      const head = await act(world, knownName(params.id), world.clock.now());
      return ok(await show(world, head));
    },
  });

export const sequences = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "A sequence, and how many people stand on each step",
    response: Sequence,
    handle: async (world, { params }) => {
      const { data, version } = await getSequence(world, knownName(params.id));
      return ok(await show(world, data), etag(version));
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    summary: "Saves the draft of a sequence; what is published stays as it is",
    body: Definition,
    response: Sequence,
    handle: async (world, { params, body, headers }) => {
      const id = newName(params.id);
      const expect = expected(headers, await rowVersion(world, id));
      const write = putDraft(world, id, body, world.clock.now(), expect);
      const { data, version } = await matched(expect, write);
      return ok(await show(world, data), etag(version));
    },
  }),
  route({
    method: "POST",
    path: `${path}/publish`,
    scope: "admin",
    summary: "Makes the draft the version that new runs follow",
    response: Published,
    handle: async (world, { params }) =>
      ok(await publishSequence(world, knownName(params.id), world.clock.now())),
  }),
  action("pause", pauseSequence, "Nobody enters and nobody moves on; everybody keeps their place"),
  action("resume", resumeSequence, "Goes on where everybody stands"),
];
