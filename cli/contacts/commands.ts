import type { Command } from "commander";
import { Option } from "commander";
import * as z from "zod/mini";
import type { Api } from "../client.ts";
import { firstItems } from "../first-items.ts";
import type { CliIo } from "../io.ts";
import { parseCount, withApi } from "../options.ts";

const Contact = z.object({
  id: z.string(),
  email: z.string(),
  subscribed: z.boolean(),
  suppressed: z.nullable(z.string()),
  createdAt: z.string(),
});
type Options = Api & {
  segment?: string;
  subscribed?: string;
  suppressed?: string;
  limit: number;
  json?: true;
};

/** Prints a line per contact: id, address, creation, consent. */
async function listContacts(io: CliIo, q: string | undefined, options: Options): Promise<void> {
  const { segment, subscribed, suppressed, limit, json, ...api } = options;
  const query = { q, segment, subscribed, suppressed };
  const items = await firstItems(api, "/v1/contacts", query, limit);
  if (json) io.out(`${JSON.stringify(items)}\n`);
  else {
    for (const one of z.array(Contact).parse(items)) {
      const consent = one.suppressed ?? (one.subscribed ? "subscribed" : "unsubscribed");
      io.out(`${[one.id, one.email, one.createdAt, consent].join("  ")}\n`);
    }
  }
}

/** Adds the `contacts` commands to `program`. */
export function contactCommands(program: Command, io: CliIo): void {
  const contacts = program.command("contacts").description("Contacts: list and find");
  withApi(contacts.command("list"))
    .description("Lists contacts, newest first, or those whose address or id begins with a text.")
    .argument("[text]", "the beginning of an address or id")
    .option("--segment <segment>", "only those in a segment")
    .addOption(new Option("--subscribed <flag>", "only those").choices(["true", "false"]))
    .option("--suppressed <reason>", "true, false, or a reason such as complaint")
    .option("--limit <number>", "how many at most", parseCount, 50)
    .option("--json", "print an array")
    .action((q: string | undefined, options) => listContacts(io, q, options));
}
