import type { Command } from "commander";
import type { CliIo } from "../io.ts";
import { withApi, withIds } from "../options.ts";
import { createSource, deleteSource, listSources, revokeSecret, rotateSource } from "./sources.ts";

/** Adds the `sources` commands to `program`. */
export function sourceCommands(program: Command, io: CliIo): void {
  const sources = program
    .command("sources")
    .description("Sources, systems that may post events: create, list, rotate, revoke, delete");
  const json = "print the API's answer";
  withApi(sources.command("create"))
    .description("Creates a source with its own secret, and prints its address.")
    .argument("<id>", "its name, the last part of its address")
    .option("--json", json)
    .action((id: string, options) => createSource(io, id, options));
  withApi(sources.command("list"))
    .description("Lists the sources and the ids of their secrets.")
    .option("--json", json)
    .action((options) => listSources(io, options));
  withApi(sources.command("rotate"))
    .description("Adds a second secret to a source. The first stays valid until it is revoked.")
    .argument("<id>", "its name")
    .option("--json", json)
    .action((id: string, options) => rotateSource(io, id, options));
  withIds(withApi(sources.command("revoke")))
    .description("Ends a secret of a source: what it signs is refused from now on.")
    .argument("<id>", "its name")
    .argument("<secret>", "the secret's id, as `sources list` shows it")
    .action((id: string, secret: string, options) => revokeSecret(io, id, secret, options));
  withApi(sources.command("delete"))
    .description("Deletes a source: what is posted under its name is refused from now on.")
    .argument("<id>", "its name")
    .action((id: string, options) => deleteSource(io, id, options));
}
