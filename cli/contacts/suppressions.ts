import { type Command, Option } from "commander";
import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { withApi, withList } from "../options.ts";
import { type ListOptions, printList } from "../print-list.ts";

const Suppression = z.object({ reason: z.string(), at: z.string(), email: z.nullable(z.string()) });
const REASONS = ["complaint", "unsubscribe", "hard-bounce", "manual"];

/** Prints a line per suppressed address: instant, reason, address if a contact has it. */
const listSuppressions = (
  io: CliIo,
  { reason, ...list }: ListOptions & { reason?: string },
): Promise<void> =>
  printList(io, list, {
    path: "/v1/suppressions",
    query: { reason },
    item: Suppression,
    parts: (one) => [one.at, one.reason, one.email ?? "(no contact has it)"],
  });

async function lift(io: CliIo, email: string, { url, key }: Api): Promise<void> {
  const api = { ...(url && { url }), ...(key && { key }) };
  await clientOf(api).delete(`/v1/suppressions/${encodeURIComponent(email)}`);
  io.out(`Mail may go to ${email} again.\n`);
}

/** Adds the `suppressions` commands to `program`. */
export function suppressionCommands(program: Command, io: CliIo): void {
  const suppressions = program
    .command("suppressions")
    .description("Suppressed addresses: list, lift");
  withList(suppressions.command("list"))
    .description("Lists suppressed addresses, newest first; only hashes are kept of them.")
    .addOption(new Option("--reason <reason>", "only those").choices(REASONS))
    .action((options) => listSuppressions(io, options));
  withApi(suppressions.command("lift"))
    .description("Lifts a suppression; a contact who unsubscribed stays unsubscribed.")
    .argument("<address>", "the address")
    .action((email: string, options) => lift(io, email, options));
}
