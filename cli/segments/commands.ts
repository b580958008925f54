import type { Command } from "commander";
import type { CliIo } from "../io.ts";
import { withApi, withList } from "../options.ts";

const FILE = "a .json, .ts or .js file with a condition, or a segment {name, condition}";

/** Adds the `segments` commands to `program`. */
export function segmentCommands(program: Command, io: CliIo): void {
  const segments = program
    .command("segments")
    .description("Segments: list, members, estimate, count");
  withList(segments.command("list"))
    .description("Lists the segments, with about how many contacts are in each and what uses it.")
    .action(async (options) => (await import("./lists.ts")).listSegments(io, options));
  withList(segments.command("members"))
    .description("Lists the contacts in a segment.")
    .argument("<segment>", "its id")
    .action(async (id: string, options) =>
      (await import("./lists.ts")).listMembers(io, id, options),
    );
  withApi(segments.command("estimate"))
    .description("About how many contacts a condition fits, by a sample, with examples.")
    .argument("<file>", FILE)
    .option("--json", "print the API's answer")
    .action(async (file: string, options) =>
      (await import("./measure.ts")).estimate(io, file, options),
    );
  withApi(segments.command("count"))
    .description("Counts the contacts that a condition fits, by a job.")
    .argument("<file>", FILE)
    .option("--json", 'print {"matches","contacts"}')
    .action(async (file: string, options) =>
      (await import("./measure.ts")).count(io, file, options),
    );
}
