import type { Command } from "commander";
import type { CliIo } from "../io.ts";
import { withApi, withIds, withList } from "../options.ts";
import { listActivity } from "./activity.ts";
import { dropLetter, listLetters, redriveAll, redriveOne } from "./dead-letters.ts";
import { printHome } from "./home.ts";
import { resumeSending, showSending, stopSending } from "./sending.ts";

const answer = "print the API's answer";

/** Adds the commands of operations to `program`; `onProblem` when something needs attention. */
export function operationCommands(program: Command, io: CliIo, onProblem: () => void): void {
  withApi(program.command("home"))
    .description("Prints what sequences did today and what needs attention; if so, exits with 1.")
    .option("--json", answer)
    .action(async (options) => {
      if (!(await printHome(io, options))) onProblem();
    });
  withList(program.command("activity"))
    .description("Lists who changed definitions and settings in the last 90 days, newest first.")
    .action((options) => listActivity(io, options));

  const letters = program
    .command("dead-letters")
    .description("Dead letters, work that failed again and again: list, redrive, drop");
  withList(letters.command("list"))
    .description("Lists the oldest dead letters, and why each failed.")
    .action((options) => listLetters(io, options));
  withIds(withApi(letters.command("redrive")))
    .description("Puts one dead letter, or with --all up to 500, back onto their queues.")
    .argument("[id]", "as `dead-letters list` shows it")
    .option("--all", "all of them")
    .option("--json", answer)
    .action((id: string | undefined, { all, ...options }) =>
      id === undefined
        ? redriveAll(io, all === true, options)
        : redriveOne(io, id, all === true, options),
    );
  withIds(withApi(letters.command("drop")))
    .description("Drops a dead letter for good: its work is never done.")
    .argument("<id>", "as `dead-letters list` shows it")
    .action((id: string, options) => dropLetter(io, id, options));

  const sending = program
    .command("sending")
    .description("Sending of all mail: show, stop at once, resume");
  withApi(sending.command("show"))
    .description("Prints since when sending is stopped.")
    .option("--json", answer)
    .action((options) => showSending(io, options));
  withApi(sending.command("stop"))
    .description("Kill switch: within 5 seconds no mail of any kind leaves; all of it waits.")
    .option("--json", answer)
    .action((options) => stopSending(io, options));
  withApi(sending.command("resume"))
    .description("Ends the stop: waiting mail leaves within as long as it lasted, at most an hour.")
    .option("--json", answer)
    .action((options) => resumeSending(io, options));
}
