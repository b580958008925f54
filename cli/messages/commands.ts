import type { Command } from "commander";
import * as z from "zod/mini";
import type { Api } from "../client.ts";
import { firstItems } from "../first-items.ts";
import type { CliIo } from "../io.ts";
import { parseCount, parseInstant, withApi } from "../options.ts";
import { stats } from "./stats.ts";

const Message = z.object({
  id: z.string(),
  at: z.string(),
  contactId: z.string(),
  template: z.string(),
  state: z.string(),
  source: z.looseObject({ kind: z.string() }),
  reason: z.optional(z.string()),
});
type Options = Api & { limit: number; json?: true } & Partial<Record<Filter, string>>;
type Filter = "state" | "sequence" | "step" | "template" | "from" | "until";

/** Prints a line per message: instant, state, contact, template, sequence and step, id, reason. */
async function listMessages(io: CliIo, options: Options): Promise<void> {
  const { limit, json, state, sequence, step, template, from, until, ...api } = options;
  const query = { state, sequence, step, template, from, until };
  const items = await firstItems(api, "/v1/messages", query, limit);
  if (json) io.out(`${JSON.stringify(items)}\n`);
  else for (const one of z.array(Message).parse(items)) io.out(`${lineOf(one)}\n`);
}

function lineOf({ at, state, contactId, template, source, id, reason }: z.infer<typeof Message>) {
  const origin = source.kind === "run" ? `${source.sequence}/${source.step}` : source.kind;
  const parts = [at, state, contactId, template, origin, id];
  return [...parts, ...(reason === undefined ? [] : [reason])].join("  ");
}

/** Adds the `messages` commands and `stats` to `program`. */
export function messageCommands(program: Command, io: CliIo): void {
  const messages = program.command("messages").description("Messages: list");
  withApi(messages.command("list"))
    .description("Lists the messages of the last 30 days, newest first.")
    .option("--state <state>", "held, sending, unknown, sent, delivered, bounced, …")
    .option("--sequence <sequence>", "only those of a sequence")
    .option("--step <step>", "only those of a step")
    .option("--template <template>", "only those of a template")
    .option("--from <instant>", "first about to be sent from then on", parseInstant)
    .option("--until <instant>", "first about to be sent up to then", parseInstant)
    .option("--limit <number>", "how many at most", parseCount, 50)
    .option("--json", "print an array")
    .action((options) => listMessages(io, options));
  withApi(program.command("stats"))
    .description("Prints what happened to mails by UTC day, by default of the last 30.")
    .option("--sequence <sequence>", "only mails of a sequence")
    .option("--from <day>", "the first day, such as 2026-11-01")
    .option("--until <day>", "the last day")
    .option("--json", "print an array")
    .action((options) => stats(io, options));
}
