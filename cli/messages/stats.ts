import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

const Days = z.object({ days: z.array(z.catchall(z.object({ day: z.string() }), z.number())) });
type Options = Api & { sequence?: string; from?: string; until?: string; json?: true };

/** Prints a line per UTC day on which something happened to mails: what, and to how many. */
export async function stats(io: CliIo, options: Options): Promise<void> {
  const { url, key, json, sequence, from, until } = options;
  const given = Object.entries({ sequence, from, until }).filter(([, value]) => value);
  const query = new URLSearchParams(given as [string, string][]);
  const api = { ...(url && { url }), ...(key && { key }) };
  const { days } = Days.parse(await clientOf(api).get(`/v1/stats/mails?${query}`));
  if (json) io.out(`${JSON.stringify(days)}\n`);
  else if (days.length === 0) io.out("Nothing happened to mails on these days.\n");
  else for (const { day, ...counts } of days) io.out(`${day}  ${countsOf(counts)}\n`);
}

const countsOf = (counts: Record<string, number | string>) =>
  Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
