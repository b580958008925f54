import { type Command, Option } from "commander";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { withApi, withIds, withList } from "../options.ts";
import { type ListOptions, printList } from "../print-list.ts";
import { Job, progressOf } from "./job.ts";

type Options = Api & { json?: true };

const pathOf = (id: string, more = "") => `/v1/jobs/${encodeURIComponent(id)}${more}`;

/** Prints a line per job: start, state, kind, subject, id. */
const listJobs = (
  io: CliIo,
  { kind, subject, state, ...list }: ListOptions & Partial<Record<string, string>>,
) =>
  printList(io, list, {
    path: "/v1/jobs",
    query: { kind, subject, state },
    item: Job,
    parts: (job) => [job.startedAt, job.state, job.kind, job.subject, job.id],
  });

/** Prints a job's state and progress, and its result or failure. */
function printJob(io: CliIo, { json }: Options, answer: unknown): void {
  if (json) {
    io.out(`${JSON.stringify(answer)}\n`);
    return;
  }
  const job = Job.parse(answer);
  const { kind, subject, state, startedAt, endedAt, result, failure } = job;
  const until = endedAt === null ? "" : `, ended ${endedAt}`;
  const lines = [
    `${kind} of ${subject}: ${state}; ${progressOf(job)}. Started ${startedAt}${until}.`,
    ...(failure === undefined ? [] : [failure]),
    ...(result === undefined ? [] : [JSON.stringify(result, undefined, 2)]),
  ];
  io.out(`${lines.join("\n")}\n`);
}

/** Adds the `jobs` commands to `program`. */
export function jobCommands(program: Command, io: CliIo): void {
  const jobs = program.command("jobs").description("Jobs: list, show, cancel");
  const id = "as `jobs list` shows it";
  const json = "print the API's answer";
  const states = ["running", "done", "cancelled", "failed"];
  withList(jobs.command("list"))
    .description("Lists jobs, newest first; finished ones are kept for seven days.")
    .addOption(new Option("--state <state>", "only those").choices(states))
    .option("--kind <kind>", "only those of a kind, such as backtest")
    .option("--subject <subject>", "only those of a sequence, a segment, …")
    .action((options) => listJobs(io, options));
  withIds(withApi(jobs.command("show")))
    .description("Prints a job: its progress, and its result or why it failed.")
    .argument("<id>", id)
    .option("--json", json)
    .action(async (job: string, options) =>
      printJob(io, options, await clientOf(options).get(pathOf(job))),
    );
  withIds(withApi(jobs.command("cancel")))
    .description("Cancels a job; what it has done stays done.")
    .argument("<id>", id)
    .option("--json", json)
    .action(async (job: string, options) =>
      printJob(io, options, await clientOf(options).post(pathOf(job, "/cancel"))),
    );
}
