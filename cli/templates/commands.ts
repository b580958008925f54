import type { Command } from "commander";
import type { CliIo } from "../io.ts";
import { parseCount, withApi } from "../options.ts";
import {
  deleteTemplate,
  duplicateTemplate,
  listTemplates,
  previewTemplate,
  testTemplate,
} from "./templates.ts";

/** Adds the `templates` commands to `program`. */
export function templateCommands(program: Command, io: CliIo): void {
  const templates = program
    .command("templates")
    .description("Templates: list, preview, test, duplicate, delete");
  const id = "its name";
  withApi(templates.command("list"))
    .description("Lists the templates with the sequences that send each.")
    .argument("[text]", "the beginning of a name")
    .option("--limit <number>", "how many at most", parseCount, 50)
    .option("--json", "print an array")
    .action((q: string | undefined, options) => listTemplates(io, q, options));
  withApi(templates.command("preview"))
    .description("Prints the mail that a template makes: subject and text, or its HTML.")
    .argument("<template>", id)
    .option("--contact <id>", "the contact that it is rendered for")
    .option("--html", "print the HTML part")
    .option("--json", "print the API's answer")
    .action((template: string, options) => previewTemplate(io, template, options));
  withApi(templates.command("test"))
    .description("Sends a template, marked as a test, to at most five addresses of your team.")
    .argument("<template>", id)
    .argument("<address...>", "where to")
    .requiredOption("--contact <id>", "the contact that it is rendered for (required)")
    .action((template: string, to: string[], options) => testTemplate(io, template, to, options));
  withApi(templates.command("duplicate"))
    .description("Saves a copy of a template under a new name.")
    .argument("<template>", id)
    .argument("<new>", "the name of the copy")
    .action((template: string, copy: string, options) =>
      duplicateTemplate(io, template, copy, options),
    );
  withApi(templates.command("delete"))
    .description("Deletes a template that no sequence sends.")
    .argument("<template>", id)
    .action((template: string, options) => deleteTemplate(io, template, options));
}
