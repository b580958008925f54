import { type Command, Option } from "commander";
import * as z from "zod/mini";
import type { CliIo } from "../io.ts";
import { withApi, withList } from "../options.ts";
import { type ListOptions, printList } from "../print-list.ts";

const Contact = z.object({
  id: z.string(),
  email: z.string(),
  subscribed: z.boolean(),
  suppressed: z.nullable(z.string()),
  createdAt: z.string(),
});
type Options = ListOptions & { segment?: string; subscribed?: string; suppressed?: string };

/** Prints a line per contact: id, address, creation, consent. */
const listContacts = (
  io: CliIo,
  q: string | undefined,
  { segment, subscribed, suppressed, ...list }: Options,
) =>
  printList(io, list, {
    path: "/v1/contacts",
    query: { q, segment, subscribed, suppressed },
    item: Contact,
    parts: (one) => [
      ...[one.id, one.email, one.createdAt],
      one.suppressed ?? (one.subscribed ? "subscribed" : "unsubscribed"),
    ],
  });

/** Adds the `contacts` commands to `program`. */
export function contactCommands(program: Command, io: CliIo): void {
  const contacts = program.command("contacts").description("Contacts: list, find, put");
  withList(contacts.command("list"))
    .description("Lists contacts, newest first, or those whose address or id begins with a text.")
    .argument("[text]", "the beginning of an address or id")
    .option("--segment <segment>", "only those in a segment")
    .addOption(new Option("--subscribed <flag>", "only those").choices(["true", "false"]))
    .option("--suppressed <reason>", "true, false, or a reason such as complaint")
    .action((q: string | undefined, options) => listContacts(io, q, options));
  withApi(contacts.command("put"))
    .description("Creates or changes the contacts of a file: a JSON array, or an object a line.")
    .argument("<file>", "rows such as {id, email, attributes}")
    .addOption(
      new Option("--on-conflict <how>", "for a row with another contact's address").choices([
        "skip",
        "merge",
      ]),
    )
    .action(async (file: string, options) =>
      (await import("./put.ts")).putContacts(io, file, options),
    );
}
