import * as z from "zod/mini";
import { Definition, describeFields } from "#shared/automation/language/index.ts";
import { publicDocument } from "#shared/http/index.ts";
import { route } from "./route.ts";

const path = "/v1/schemas/sequence.json";
/** It only changes with a release. */
const HEADERS = {
  "content-type": "application/schema+json",
  "cache-control": "public, max-age=3600",
};

/** The JSON Schema (draft 2020-12) of a definition. */
const document = publicDocument((publicUrl) => {
  const { $schema, $defs } = z.toJSONSchema(Definition, { io: "input" });
  // Whole at the root, where simple editors look; its parts are named.
  describeFields($defs!);
  const { Definition: whole, ...parts } = $defs!;
  return {
    $schema,
    $id: `${publicUrl}${path}`,
    title: "Sequence",
    description: "A sequence of mails, as PUT /v1/sequences/{id} takes it",
    ...whole,
    $defs: parts,
  };
}, HEADERS);

export const sequenceSchema = [
  route({
    method: "GET",
    path,
    scope: null,
    summary: "What a sequence may hold, as JSON Schema: name it in `$schema`, and editors help",
    handle: async ({ runtime }, { headers }) => document(runtime.publicUrl, headers),
  }),
];
