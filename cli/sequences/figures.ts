import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { type ListOptions, printList } from "../print-list.ts";

const Sequence = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  version: z.number(),
  inside: z.number(),
  entered: z.number(),
  completed: z.number(),
  converted: z.nullable(z.number()),
  mails: z.number(),
  errors: z.number(),
});
const Counts = z.object({
  from: z.string(),
  until: z.string(),
  steps: z.array(
    z.object({
      step: z.string(),
      here: z.number(),
      entered: z.number(),
      passed: z.number(),
      failed: z.number(),
      skipped: z.number(),
      exits: z.record(z.string(), z.number()),
    }),
  ),
  days: z.array(
    z.object({
      day: z.string(),
      entered: z.number(),
      completed: z.number(),
      exited: z.number(),
      mails: z.number(),
    }),
  ),
});
type Span = { from?: string; until?: string };

const some = (counted: Record<string, number | null>) =>
  Object.entries(counted).flatMap(([name, value]) => (value ? [`${value} ${name}`] : []));

/** Prints a line per sequence: id, state, figures, name. */
export const listSequences = (
  io: CliIo,
  q: string | undefined,
  { state, ...list }: ListOptions & { state?: string },
) =>
  printList(io, list, {
    path: "/v1/sequences",
    query: { q, state },
    item: Sequence,
    parts: ({ id, state: is, version, name, ...figures }) => [
      ...[id, version > 0 ? `${is} v${version}` : is],
      some(figures).join(", ") || "no runs yet",
      name,
    ],
  });

/** Prints a line per step, then one per day on which something happened. */
export async function counts(
  io: CliIo,
  sequence: string,
  { version, from, until, json, ...api }: Api & Span & { version?: number; json?: true },
): Promise<void> {
  const query = new URLSearchParams({
    ...(version !== undefined && { version: String(version) }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  });
  const path = `/v1/sequences/${encodeURIComponent(sequence)}/counts?${query}`;
  const answer = await clientOf(api).get(path);
  if (json) return io.out(`${JSON.stringify(answer)}\n`);
  const found = Counts.parse(answer);
  const line = (name: string, figures: Record<string, number>) =>
    [name, some(figures).join(", ") || "nothing"].join("  ");
  const lines = [
    `From ${found.from} until ${found.until}:`,
    ...found.steps.map(({ step, exits, ...figures }) => line(step, { ...figures, ...exits })),
    ...found.days.map(({ day, ...figures }) => line(day, figures)),
  ];
  io.out(`${lines.join("\n")}\n`);
}
