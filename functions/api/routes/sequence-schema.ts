import * as z from "zod/mini";
import { digest } from "#shared/kernel/ids.ts";
import { Definition } from "#shared/sequences/index.ts";
import { route } from "./route.ts";

const path = "/v1/schemas/sequence.json";
/** It changes with a release only. */
const HEADERS = {
  "content-type": "application/schema+json",
  "cache-control": "public, max-age=3600",
};

/** Made once. */
let made: { raw: string; etag: string } | undefined;

/** What a definition may hold, as JSON Schema (draft 2020-12). */
function make(publicUrl: string) {
  const about = {
    $id: `${publicUrl}${path}`,
    title: "Sequence",
    description: "A sequence of mails, as PUT /v1/sequences/{id} takes it",
  };
  const raw = JSON.stringify({ ...about, ...z.toJSONSchema(Definition, { io: "input" }) });
  return { raw, etag: `"${digest(raw)}"` };
}

export const sequenceSchema = [
  route({
    method: "GET",
    path,
    scope: null,
    summary: "What a sequence may hold, as JSON Schema: name it in `$schema`, and editors help",
    handle: async ({ place }, { headers }) => {
      made ??= make(place.publicUrl);
      const { raw, etag } = made;
      const isKnown = headers["if-none-match"]?.includes(etag);
      return isKnown
        ? { status: 304, headers: { ...HEADERS, etag } }
        : { status: 200, raw, headers: { ...HEADERS, etag } };
    },
  }),
];
