import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

type Options = Api & { from?: string; to?: string; json?: true };

const Difference = z.object({
  path: z.string(),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
});
const Diff = z.object({
  from: z.string(),
  to: z.string(),
  fields: z.array(Difference),
  added: z.array(Difference),
  removed: z.array(Difference),
  changed: z.array(Difference),
});

/** Prints what differs between two versions of a sequence, by default what the draft changes. */
export async function diff(io: CliIo, sequence: string, options: Options): Promise<void> {
  const { url, key, from, to, json } = options;
  const query = new URLSearchParams({ ...(from && { from }), ...(to && { to }) });
  const path = `/v1/sequences/${encodeURIComponent(sequence)}/diff?${query}`;
  const found = Diff.parse(await clientOf({ ...(url && { url }), ...(key && { key }) }).get(path));
  if (json) return io.out(`${JSON.stringify(found)}\n`);
  const { fields, added, removed, changed } = found;
  const lines = [...fields, ...changed, ...added, ...removed].flatMap(({ path, before, after }) => [
    path,
    ...(before === undefined ? [] : [`- ${JSON.stringify(before)}`]),
    ...(after === undefined ? [] : [`+ ${JSON.stringify(after)}`]),
  ]);
  io.out(`${lines.length > 0 ? lines.join("\n") : "There is no difference."}\n`);
}
