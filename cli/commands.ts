import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Desk } from "./desk.ts";
import { doctor } from "./doctor.ts";
import { createKey } from "./keys/create.ts";
import { listKeys } from "./keys/list.ts";
import { parseName, scopesOption, withLimits } from "./keys/options.ts";
import { revokeKey } from "./keys/revoke.ts";
import { keyOption, parseInstant, parseUrl, withApi, withStack } from "./options.ts";
import { secretCommands } from "./secrets/commands.ts";
import { sourceCommands } from "./sources/commands.ts";

/** What a command asks of AWS, for whoever grants it. */
const RIGHTS = {
  create: `
Needs the rights cloudformation:DescribeStacks, ssm:PutParameter and
lambda:InvokeFunction; with ses:GetAccount it also says how SES stands.`,
  doctor: `
Needs the rights cloudformation:DescribeStacks, cloudformation:ListStackResources,
events:DescribeRule, ssm:GetParameters, ses:GetAccount, ses:ListEmailIdentities and ses:GetEmailIdentity.`,
};
/** What the events of a simulation look like; docs/sequences.md shows all. */
const EVENTS = `
Events: {"at":"2026-12-01T09:00:00Z","event":"signed_up","data":{"source":"fair"}}, {"at":"P2D","attributes":{"plan":"pro"}},
  {"at":"PT3H","mail":1,"did":"clicked"} (the nth mail, or its step), {"at":"P4D","segment":"vip","in":true}, {"at":"P5D","enrolled":{}}.
Beside them in an object: "choose" {"split":2,"experiment":"short"}, "answers" {"webhook":[{"outcome":"ok"}]}, "from", "until".`;

/** Every command there is; `unwell` is called when one has found something to mend. */
export function commands(desk: Desk, unwell: () => void): Command {
  const program = new Command("dripstack")
    .description("Looks after an installation of Dripstack.")
    .version(manifest.version, "--version", "say which version this is")
    // What stands behind a command is its own: `backtest --version 3` means a sequence's.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: desk.out, writeErr: desk.tell })
    .showHelpAfterError("(--help says what there is)");

  const keys = program.command("keys").description("API keys: make, list, revoke");
  withApi(withLimits(withStack(keys.command("create"))))
    .description(
      "Makes an API key, the first one too: it asks for no key but for the right to invoke the stack's function. " +
        "Makes the stack's secrets where they are missing. With --url (one process): over the API, by another key.",
    )
    .option(
      "--name <name>",
      'what the key is for (without one: "first", for everything)',
      parseName,
    )
    .addOption(scopesOption())
    .option("--json", 'print {"url","key","id"}')
    .addHelpText("after", RIGHTS.create)
    .action((options, command: Command) =>
      createKey(desk, options, (option) => command.getOptionValueSource(option) === "cli"),
    );
  withApi(keys.command("list"))
    .description("Lists the keys, without the keys themselves.")
    .option("--json", "print an array")
    .action((options) => listKeys(desk, options));
  withApi(keys.command("revoke"))
    .description("From now on the key opens nothing.")
    .argument("<id>", "as `keys list` shows it")
    .action((id: string, options) => revokeKey(desk, id, options));

  sourceCommands(program, desk);
  secretCommands(program, desk);

  withStack(program.command("doctor"))
    .description(
      "Checks a deployed stack and SES, a line each: ok, note (works, but know this), fix.",
    )
    .option("--url <url>", "where the API answers, if not where the stack says", parseUrl)
    .addOption(keyOption())
    .option("--json", 'print {"ok","checks"}')
    .addHelpText("after", RIGHTS.doctor)
    .action(async (options) => {
      if (!(await doctor(desk, options))) unwell();
    });

  program
    .command("simulate")
    .description(
      "Says what a sequence would do with somebody; nothing is done, and no API is asked.",
    )
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .requiredOption(
      "--events <file>",
      "what happens: a list of events, or {events, choose, answers, …}",
    )
    .option("--contact <file>", "{email, attributes, timeZone, subscribed}")
    .option(
      "--from <instant>",
      "when it starts (default: the first event that has an instant)",
      parseInstant,
    )
    .option(
      "--until <instant>",
      "how far to look, or how long: P60D (default: a year)",
      parseInstant,
    )
    .option("--json", 'print {"timeline","endedBy"}')
    .addHelpText("after", EVENTS)
    .action(async (file: string, options) => {
      const { simulateFile } = await import("./sequences/simulate.ts");
      await simulateFile(desk, file, options);
    });
  program
    .command("lint")
    .description("Says what stops a sequence from being published; no API is asked.")
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .option("--json", 'print {"ok","findings"}')
    .action(async (file: string, options) => {
      const { lintFile } = await import("./sequences/lint.ts");
      if (!(await lintFile(desk, file, options))) unwell();
    });
  withApi(program.command("put"))
    .description("Makes the sequence in a file the draft of a sequence; says what lint finds.")
    .argument("<sequence>", "its id; a new one makes a new sequence")
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .option("--publish", "publish the draft too: who comes in from now on follows it")
    .action(async (sequence: string, file: string, options) => {
      const { put } = await import("./sequences/put.ts");
      await put(desk, sequence, file, options);
    });
  withApi(program.command("backtest"))
    .description(
      "Says whom a sequence's draft would have sent what, by what is stored of people; nothing is done.",
    )
    .argument("<sequence>", "its id")
    .requiredOption(
      "--from <instant>",
      "since when (required): 2026-10-01, in UTC, or 2026-10-01T09:00:00Z",
      parseInstant,
    )
    .requiredOption("--until <instant>", "until when (required)", parseInstant)
    .option("--version <number>", "a published version in place of the draft", Number)
    .option("--segment <segment>", "only who is in it")
    .option("--csv <file>", "write who would have got what and when, a line a mail")
    .option("--json", "print the report")
    .action(async (sequence: string, options) => {
      const { backtest } = await import("./sequences/backtest.ts");
      await backtest(desk, sequence, options);
    });
  withApi(program.command("results"))
    .description("Says what a sequence's goal, holdout and experiments have come to.")
    .argument("<sequence>", "its id")
    .option("--json", "print them as the API answers them")
    .action(async (sequence: string, options) => {
      const { results } = await import("./sequences/results.ts");
      await results(desk, sequence, options);
    });
  return program;
}
