import { type Command, Option } from "commander";
import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { withApi, withList } from "../options.ts";
import { type ListOptions, printList } from "../print-list.ts";

const TYPES = ["text", "number", "boolean", "date", "instant", "list", "url"];
const Attribute = z.object({
  name: z.string(),
  type: z.string(),
  label: z.nullable(z.string()),
  sensitive: z.boolean(),
});
type Declaration = Api & { type: string; label?: string; sensitive?: true };

const pathOf = (name: string) => `/v1/attributes/${encodeURIComponent(name)}`;

/** Prints a line per declared attribute: name, type, whether it is sensitive, label. */
const listAttributes = (io: CliIo, list: ListOptions): Promise<void> =>
  printList(io, list, {
    path: "/v1/attributes",
    item: Attribute,
    parts: ({ name, type, label, sensitive }) => [
      ...[name, type, sensitive ? "sensitive" : "shown"],
      label ?? "",
    ],
  });

async function declare(io: CliIo, name: string, { type, label, sensitive, ...api }: Declaration) {
  const body = { type, ...(label !== undefined && { label }), ...(sensitive && { sensitive }) };
  await clientOf(api).put(pathOf(name), body);
  io.out(`Values of ${name} have the type ${type} from now on; those of contacts stay.\n`);
}

async function remove(io: CliIo, name: string, api: Api) {
  await clientOf(api).delete(pathOf(name));
  io.out(`${name} takes any value again.\n`);
}

/** Adds the `attributes` commands to `program`. */
export function attributeCommands(program: Command, io: CliIo): void {
  const attributes = program
    .command("attributes")
    .description("Types of contacts' attributes: list, declare, delete");
  withList(attributes.command("list"))
    .description("Lists the declared attributes, by name.")
    .action((options) => listAttributes(io, options));
  withApi(attributes.command("declare"))
    .description("Declares the type of an attribute; other values are refused from then on.")
    .argument("<name>", "the attribute's name")
    .addOption(new Option("--type <type>", "what it holds").choices(TYPES).makeOptionMandatory())
    .option("--label <text>", "what people call it")
    .option("--sensitive", "no list shows it, and none of its values is suggested")
    .action((name: string, options) => declare(io, name, options));
  withApi(attributes.command("delete"))
    .description("Ends a declaration; the attribute takes any value again, and values stay.")
    .argument("<name>", "the attribute's name")
    .action((name: string, options) => remove(io, name, options));
}
