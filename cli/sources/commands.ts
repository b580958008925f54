import type { Command } from "commander";
import type { Desk } from "../desk.ts";
import { withApi } from "../options.ts";
import { createSource, deleteSource, listSources, revokeSecret, rotateSource } from "./sources.ts";

/** What there is for sources; `program` is the whole command line. */
export function sourceCommands(program: Command, desk: Desk): void {
  const sources = program
    .command("sources")
    .description("Sources, systems that may post events: make, list, rotate, delete");
  const json = "print it as the API answers it";
  withApi(sources.command("create"))
    .description("Makes a source with a secret of its own, and says where it posts.")
    .argument("<id>", "its name, the end of its address")
    .option("--json", json)
    .action((id: string, options) => createSource(desk, id, options));
  withApi(sources.command("list"))
    .description("Lists the sources and the ids of their secrets.")
    .option("--json", json)
    .action((options) => listSources(desk, options));
  withApi(sources.command("rotate"))
    .description("Gives a source a second secret; the first is taken until it is revoked.")
    .argument("<id>", "its name")
    .option("--json", json)
    .action((id: string, options) => rotateSource(desk, id, options));
  withApi(sources.command("revoke"))
    .description("Takes nothing any more that is signed with this secret of a source.")
    .argument("<id>", "its name")
    .argument("<secret>", "the secret's id, as `sources list` shows it")
    .action((id: string, secret: string, options) => revokeSecret(desk, id, secret, options));
  withApi(sources.command("delete"))
    .description("Takes nothing any more that is posted under this name.")
    .argument("<id>", "its name")
    .action((id: string, options) => deleteSource(desk, id, options));
}
