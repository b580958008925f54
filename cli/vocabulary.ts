import * as z from "zod/mini";
import { type Api, clientOf } from "./client.ts";
import type { CliIo } from "./io.ts";

const Word = z.object({ name: z.string(), types: z.array(z.string()) });
const Vocabulary = z.object({
  attributes: z.array(Word),
  events: z.array(z.object({ name: z.string(), fields: z.array(Word) })),
});

/** Prints a line per attribute, event and field of an event that is in use, with its types. */
export async function printVocabulary(io: CliIo, { json, ...api }: Api & { json?: true }) {
  const answer = await clientOf(api).get("/v1/vocabulary");
  if (json) {
    io.out(`${JSON.stringify(answer)}\n`);
    return;
  }
  const { attributes, events } = Vocabulary.parse(answer);
  const line = (kind: string, { name, types }: z.infer<typeof Word>) =>
    io.out(`${kind}  ${name}${types.length > 0 ? `  ${types.join(", ")}` : ""}\n`);
  for (const one of attributes) line("attribute", one);
  for (const { name, fields } of events) {
    line("event", { name, types: [] });
    for (const one of fields) line("field", { ...one, name: `${name}.${one.name}` });
  }
}
