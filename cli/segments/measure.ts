import * as z from "zod/mini";
import { Defect } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { follow, Job } from "../jobs/job.ts";
import { load } from "../sequences/load.ts";

type Options = Api & { json?: true };

const Estimate = z.object({
  sample: z.number(),
  of: z.number(),
  exact: z.boolean(),
  matches: z.number(),
  share: z.nullable(z.number()),
  interval: z.nullable(z.object({ from: z.number(), to: z.number() })),
  examples: z.array(z.looseObject({ contactId: z.string(), email: z.string() })),
});
const Count = z.object({ matches: z.number(), contacts: z.number() });

/** A condition itself, or that of a segment. */
const conditionOf = async (file: string): Promise<unknown> => {
  const loaded = (await load(file)) as { condition?: unknown } | null;
  return loaded?.condition ?? loaded;
};

/** Prints about how many contacts a condition fits, and some of them. */
export async function estimate(io: CliIo, file: string, { json, ...api }: Options): Promise<void> {
  const body = { condition: await conditionOf(file) };
  const answer = await clientOf(api).post("/v1/segments/estimate", body);
  if (json) return io.out(`${JSON.stringify(answer)}\n`);
  const found = Estimate.parse(answer);
  const lines = found.examples.map(({ contactId, email }) => `  ${contactId}  ${email}`);
  io.out(`${[sentence(found), ...lines].join("\n")}\n`);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function sentence({ exact, matches, sample, of, share, interval }: z.infer<typeof Estimate>) {
  if (exact || share === null) return `${matches} of ${sample} contacts.`;
  const between = interval ? ` (95 %: ${percent(interval.from)} to ${percent(interval.to)})` : "";
  const about = Math.round(share * of);
  return `About ${about} of ${of} contacts, ${percent(share)}${between}, by a sample of ${sample}.`;
}

/** Counts by a job, and prints its progress and its result. */
export async function count(io: CliIo, file: string, { json, ...api }: Options): Promise<void> {
  const body = { condition: await conditionOf(file) };
  const started = Job.parse(await clientOf(api).post("/v1/segments/count", body));
  const { result, state, failure = `it is ${state}` } = await follow(io, api, started);
  if (!result) throw new Defect(`the count did not come to its end: ${failure}`);
  const { matches, contacts } = Count.parse(result);
  io.out(
    json ? `${JSON.stringify({ matches, contacts })}\n` : `${matches} of ${contacts} contacts.\n`,
  );
}
