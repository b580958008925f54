import { type Command, Option } from "commander";
import type { CliIo } from "../io.ts";
import { parseInstant, parseVersion, withApi, withList } from "../options.ts";
import { previewTemplate, testTemplate } from "./preview.ts";
import {
  deleteTemplate,
  duplicateTemplate,
  listTemplates,
  listVersions,
  putTemplate,
  showTemplate,
} from "./templates.ts";

const DATA = 'a file {"contact","event","data"} with what the mail sees';

/** Adds the `templates` commands to `program`. */
export function templateCommands(program: Command, io: CliIo): void {
  const templates = program
    .command("templates")
    .description("Templates: list, versions, show, put, preview, test, duplicate, delete");
  const id = "its name";
  withList(templates.command("list"))
    .description("Lists the templates with the sequences that send each.")
    .argument("[text]", "a part of a name or a subject")
    .action((q: string | undefined, options) => listTemplates(io, q, options));
  withList(templates.command("versions"))
    .description("Lists the versions of a template, newest first.")
    .argument("<template>", id)
    .action((template: string, options) => listVersions(io, template, options));
  withApi(templates.command("show"))
    .description("Prints the source of a template as JSON, as `templates put` takes it.")
    .argument("<template>", id)
    .option("--version <number>", "an earlier version instead of the newest", parseVersion)
    .action((template: string, options) => showTemplate(io, template, options));
  withApi(templates.command("put"))
    .description("Saves the template in a file as its next version; unchanged content makes none.")
    .argument("<template>", "its name; a new name creates a template")
    .argument("<file>", "a .json, .ts or .js file with {subject, mjml or html, text, class}")
    .option("--json", "print the API's answer")
    .action((template: string, file: string, options) => putTemplate(io, template, file, options));
  withApi(templates.command("preview"))
    .description("Prints the mail that a template makes: subject and text, or its HTML.")
    .argument("<template>", id)
    .option("--contact <id>", "the contact that it is rendered for")
    .option("--data <file>", DATA)
    .option("--at <instant>", "as if it were then", parseInstant)
    .addOption(new Option("--html", "print the HTML part").conflicts("json"))
    .option("--json", "print the API's answer")
    .action((template: string, options) => previewTemplate(io, template, options));
  withApi(templates.command("test"))
    .description("Sends a template, marked as a test, to at most five addresses of your team.")
    .argument("<template>", id)
    .argument("<address...>", "where to")
    .requiredOption("--contact <id>", "the contact that it is rendered for (required)")
    .option("--data <file>", 'a file {"event","data"} with what the mail sees')
    .option("--json", "print the API's answer")
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
