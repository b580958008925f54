import { type Command, Option } from "commander";
import type { CliIo } from "../io.ts";
import { parseDay, parseInstant, withApi, withList } from "../options.ts";
import { listMessages, printContent, printMessage } from "./messages.ts";
import { stats } from "./stats.ts";

/** Adds the `messages` commands and `stats` to `program`. */
export function messageCommands(program: Command, io: CliIo): void {
  const messages = program.command("messages").description("Messages: list, show, content");
  withList(messages.command("list"))
    .description("Lists the messages of the last 30 days, newest first.")
    .option("--state <state>", "held, sending, unknown, sent, delivered, bounced, …")
    .option("--sequence <sequence>", "only those of a sequence")
    .option("--step <step>", "only those of a step")
    .option("--template <template>", "only those of a template")
    .option("--from <instant>", "first about to be sent from then on", parseInstant)
    .option("--until <instant>", "first about to be sent up to then", parseInstant)
    .action((options) => listMessages(io, options));
  withApi(messages.command("show"))
    .description("Prints what happened to a message, and when.")
    .argument("<id>", "as `messages list` shows it")
    .option("--json", "print the API's answer")
    .action((id: string, options) => printMessage(io, id, options));
  withApi(messages.command("content"))
    .description("Prints what a message says: as it was sent, or rendered again.")
    .argument("<id>", "as `messages list` shows it")
    .addOption(new Option("--html", "print the HTML part").conflicts("json"))
    .option("--json", "print the API's answer")
    .action((id: string, options) => printContent(io, id, options));
  withApi(program.command("stats"))
    .description("Prints what happened to mails by UTC day, by default of the last 30.")
    .option("--sequence <sequence>", "only mails of a sequence")
    .option("--from <day>", "the first day, such as 2026-11-01", parseDay)
    .option("--until <day>", "the last day", parseDay)
    .option("--json", "print an array")
    .action((options) => stats(io, options));
}
