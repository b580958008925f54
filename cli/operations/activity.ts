import * as z from "zod/mini";
import type { CliIo } from "../io.ts";
import { type ListOptions, printList } from "../print-list.ts";

const Activity = z.object({
  at: z.string(),
  key: z.object({ id: z.string(), name: z.string() }),
  via: z.string(),
  noun: z.string(),
  id: z.optional(z.string()),
  action: z.string(),
});

/** Prints a line per change: instant, key and how it came, noun, action, id. */
export const listActivity = (io: CliIo, list: ListOptions) =>
  printList(io, list, {
    path: "/v1/activity",
    item: Activity,
    parts: ({ at, key, via, noun, id, action }) => [
      ...[at, `${key.name} (${key.id}, ${via})`, noun, action],
      ...(id === undefined ? [] : [id]),
    ],
  });
