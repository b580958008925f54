import * as z from "zod/mini";
import { Definition } from "#shared/automation/language/index.ts";
import {
  deleteDraft,
  getSequence,
  putDraft,
  readCounts,
  type SequenceHead,
} from "#shared/automation/versions/index.ts";
import { etag, expected, matched, noContent, ok } from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { knownName, newName } from "./schemas.ts";

/** The fields of a sequence. */
export const sequenceFields = () => ({
  id: z.string(),
  state: z.enum(["draft", "live", "paused", "archived"]),
  version: z.int(),
  draft: Definition,
  counts: z.record(z.string(), z.int()),
});
export const Sequence = z.lazy(() => z.object(sequenceFields()));
z.globalRegistry.add(Sequence, { id: "Sequence" });

const path = "/v1/sequences/{id}";

export const showSequence = async (
  world: ApiWorld,
  { id, state, version, draft }: SequenceHead,
) => ({
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

export const sequences = [
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "A sequence, and how many runs are at each step",
    response: Sequence,
    handle: async (world, { params }) => {
      const { data, version } = await getSequence(world, knownName(params.id));
      return ok(await showSequence(world, data), etag(version));
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary: "Saves the draft of a sequence; the published version does not change",
    body: Definition,
    response: Sequence,
    handle: async (world, { params, body, headers }) => {
      const id = newName(params.id);
      const expect = expected(headers, await rowVersion(world, id));
      const write = putDraft(world, id, body, world.clock.now(), expect);
      const { data, version } = await matched(expect, write);
      return ok(await showSequence(world, data), etag(version));
    },
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    summary: "Removes a draft that was never published",
    status: 204,
    handle: async (world, { params }) => {
      await deleteDraft(world, knownName(params.id));
      return noContent;
    },
  }),
];
