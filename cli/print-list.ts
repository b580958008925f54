import * as z from "zod/mini";
import { type Api, clientOf } from "./client.ts";
import type { CliIo } from "./io.ts";

export type ListOptions = Api & { limit: number; json?: true };
type List<T> = {
  path: string;
  /** Undefined values are left out. */
  query?: Record<string, string | undefined>;
  item: z.ZodMiniType<T>;
  /** What a line says of an item. */
  parts: (item: T) => (string | number)[];
};

/** Prints the first items of a list, page by page: an array of JSON, or a line for each. */
export async function printList<T>(
  io: CliIo,
  { limit, json, ...api }: ListOptions,
  { path, query = {}, item, parts }: List<T>,
): Promise<void> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given as [string, string][]).toString();
  const items: unknown[] = [];
  for await (const one of clientOf(api).list(text === "" ? path : `${path}?${text}`)) {
    items.push(one);
    if (items.length >= limit) break;
  }
  if (json) io.out(`${JSON.stringify(items)}\n`);
  else for (const one of z.array(item).parse(items)) io.out(`${parts(one).join("  ")}\n`);
}
