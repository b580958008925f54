import * as z from "zod/mini";
import type { CliIo } from "../io.ts";
import { type ListOptions, printList } from "../print-list.ts";

const Segment = z.object({
  id: z.string(),
  name: z.string(),
  members: z.number(),
  updatedAt: z.string(),
  usedBy: z.object({ segments: z.array(z.string()), sequences: z.array(z.string()) }),
});
const Member = z.object({ contactId: z.string(), email: z.string(), since: z.string() });

/** Prints a line per segment: id, about how many are in it, last change, what uses it, name. */
export const listSegments = (io: CliIo, list: ListOptions) =>
  printList(io, list, {
    path: "/v1/segments",
    item: Segment,
    parts: ({ id, members, updatedAt, usedBy: { segments, sequences }, name }) => {
      const users = [...sequences, ...segments.map((one) => `segment ${one}`)].join(", ");
      return [id, `about ${members}`, updatedAt, users || "unused", name];
    },
  });

/** Prints a line per member: id, address, since when. */
export const listMembers = (io: CliIo, segment: string, list: ListOptions) =>
  printList(io, list, {
    path: `/v1/segments/${encodeURIComponent(segment)}/members`,
    item: Member,
    parts: ({ contactId, email, since }) => [contactId, email, since],
  });
