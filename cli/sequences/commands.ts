import { type Command, Option } from "commander";
import type { CliIo } from "../io.ts";
import { parseDay, parseEnd, parseInstant, parseVersion, withApi, withList } from "../options.ts";

/** An example of simulation events; docs/sequences.md has all. */
const EVENTS = `
Events: {"at":"2026-12-01T09:00:00Z","event":"signed_up","data":{"source":"fair"}}, {"at":"P2D","attributes":{"plan":"pro"}},
  {"at":"PT3H","mail":1,"did":"clicked"} (the nth mail, or its step), {"at":"P4D","segment":"vip","in":true}, {"at":"P5D","enrolled":{}}.
Beside them in an object: "choose" {"split":2,"experiment":"short"}, "answers" {"webhook":[{"outcome":"ok"}]}, "from", "until".`;

const STATES = ["draft", "live", "paused", "archived"];

/** Adds the commands about sequences to `program`; `onProblem` when lint finds an error. */
export function sequenceCommands(program: Command, io: CliIo, onProblem: () => void): void {
  program
    .command("simulate")
    .description("Simulates a sequence for one contact. Nothing is sent, and no server is needed.")
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .requiredOption(
      "--events <file>",
      "the events: a list, or an object {events, choose, answers, …}",
    )
    .option("--contact <file>", "{email, attributes, timeZone, subscribed}")
    .option(
      "--from <instant>",
      "when it starts (default: the first event with an instant)",
      parseInstant,
    )
    .option(
      "--until <instant>",
      "where it ends, an instant or a duration such as P60D (default: a year)",
      parseEnd,
    )
    .option("--json", 'print {"timeline","endedBy"}')
    .addHelpText("after", EVENTS)
    .action(async (file: string, options) => {
      const { simulateFile } = await import("./simulate.ts");
      await simulateFile(io, file, options);
    });
  program
    .command("lint")
    .description(
      "Checks a sequence and lists what stops it from being published. No server is needed.",
    )
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .option("--json", 'print {"ok","findings"}')
    .action(async (file: string, options) => {
      const { lintFile } = await import("./lint.ts");
      if (!(await lintFile(io, file, options))) onProblem();
    });
  withApi(program.command("put"))
    .description("Saves the sequence in a file as a draft, and lists what lint finds.")
    .argument("<sequence>", "the sequence's id; a new id creates a sequence")
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .option("--publish", "publish the draft too: new runs follow it")
    .action(async (sequence: string, file: string, options) => {
      const { put } = await import("./put.ts");
      await put(io, sequence, file, options);
    });
  withApi(program.command("backtest"))
    .description("Replays stored contacts under a sequence's draft. Nothing is sent.")
    .argument("<sequence>", "its id")
    .requiredOption(
      "--from <instant>",
      "begin (required): 2026-10-01, in UTC, or 2026-10-01T09:00:00Z",
      parseInstant,
    )
    .requiredOption("--until <instant>", "end (required)", parseInstant)
    .option("--version <number>", "a published version instead of the draft", parseVersion)
    .option("--segment <segment>", "only contacts in this segment")
    .option("--csv <file>", "write a line for each entry and each mail")
    .option("--json", "print the report")
    .action(async (sequence: string, options) => {
      const { backtest } = await import("./backtest.ts");
      await backtest(io, sequence, options);
    });
  withApi(program.command("diff"))
    .description("Prints what differs between two versions of a sequence.")
    .argument("<sequence>", "its id")
    .option("--from <version>", "a version's number, or draft (default: the published one)")
    .option("--to <version>", "the same (default: draft)")
    .option("--json", "print the API's answer")
    .action(async (sequence: string, options) => {
      const { diff } = await import("./diff.ts");
      await diff(io, sequence, options);
    });
  withApi(program.command("results"))
    .description("Prints the results of a sequence's goal, holdout and experiments.")
    .argument("<sequence>", "its id")
    .option("--json", "print the API's answer")
    .action(async (sequence: string, options) => {
      const { results } = await import("./results.ts");
      await results(io, sequence, options);
    });
  withApi(program.command("counts"))
    .description("Prints how many runs are at each step, and what they did there on some days.")
    .argument("<sequence>", "its id")
    .option("--version <number>", "only runs of a version", parseVersion)
    .option("--from <day>", "the first day, in UTC (default: thirty in all)", parseDay)
    .option("--until <day>", "the last day (default: today)", parseDay)
    .option("--json", "print the API's answer")
    .action(async (sequence: string, options) => {
      const { counts } = await import("./figures.ts");
      await counts(io, sequence, options);
    });
  const sequences = program.command("sequences").description("Sequences: list");
  withList(sequences.command("list"))
    .description("Lists the sequences, with figures of each.")
    .argument("[text]", "a part of a name or id")
    .addOption(new Option("--state <state>", "only those").choices(STATES))
    .action(async (q: string | undefined, options) => {
      const { listSequences } = await import("./figures.ts");
      await listSequences(io, q, options);
    });
}
