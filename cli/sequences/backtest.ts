import { appendFile, writeFile } from "node:fs/promises";
import * as z from "zod/mini";
import { Defect } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { follow, Job } from "../jobs/job.ts";

type Options = Api & {
  from: string;
  until: string;
  version?: number;
  segment?: string;
  csv?: string;
  json?: true;
};

const Report = z.looseObject({
  people: z.number(),
  entered: z.number(),
  mails: z.number(),
  steps: z.record(z.string(), z.object({ runs: z.number(), mails: z.number() })),
  volume: z.looseObject({ perDay: z.number() }),
  cost: z.object({ sesUsd: z.number(), ownUsd: z.number(), assumes: z.string() }),
  overlap: z.array(z.object({ sequence: z.string(), people: z.number(), sameDay: z.number() })),
  notes: z.array(z.string()),
});
/** Starts a backtest, reports its progress and prints its result. */
export async function backtest(io: CliIo, sequence: string, options: Options): Promise<void> {
  const { url, key, csv, json, from, until, version, segment } = options;
  const api = { ...(url && { url }), ...(key && { key }) };
  const body = {
    from,
    until,
    ...(version !== undefined && { version }),
    ...(segment && { segment }),
  };
  const path = `/v1/sequences/${encodeURIComponent(sequence)}/backtest`;
  const job = await follow(io, api, Job.parse(await clientOf(api).post(path, body)));
  const { result, state, failure = `it is ${state}` } = job;
  if (!result) throw new Defect(`the backtest did not come to its end: ${failure}`);
  if (csv !== undefined) await writeLines(api, job.id, csv);
  const report = Report.parse(result);
  io.out(json ? `${JSON.stringify(report)}\n` : sentences(report, job));
}

/** Writes the CSV page by page. */
async function writeLines(api: Api, id: string, file: string): Promise<void> {
  await writeFile(file, "");
  let after: string | null = "";
  while (after !== null) {
    const query: string = after && `?after=${encodeURIComponent(after)}`;
    const { text, headers } = await clientOf(api).send("GET", `/v1/jobs/${id}/csv${query}`);
    await appendFile(file, text);
    after = headers.get("x-next");
  }
}

function sentences(report: z.infer<typeof Report>, { startedAt, endedAt }: Job): string {
  const { people, entered, mails, steps, volume, cost, overlap, notes } = report;
  const seconds = (Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 1_000;
  const lines = [
    `${people} contacts, ${entered} would have entered; ${mails} mails, ${volume.perDay} a day. It took ${seconds} s.`,
    ...Object.entries(steps).map(
      ([step, one]) => `  ${step}  ${one.runs} came to it, ${one.mails} mails`,
    ),
    ...overlap.map(
      (one) =>
        `Also in ${one.sequence}: ${one.people} people; mail of both on one day: ${one.sameDay} times.`,
    ),
    `About $${cost.sesUsd} for SES and $${cost.ownUsd} for everything else: ${cost.assumes}.`,
    ...notes,
  ];
  return `${lines.join("\n")}\n`;
}
