import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { signInLink } from "./console.ts";
import { contactCommands } from "./contacts/commands.ts";
import { doctor } from "./doctor.ts";
import type { CliIo } from "./io.ts";
import { createKey } from "./keys/create.ts";
import { listKeys } from "./keys/list.ts";
import { parseName, scopesOption, withLimits } from "./keys/options.ts";
import { revokeKey } from "./keys/revoke.ts";
import { messageCommands } from "./messages/commands.ts";
import {
  keyOption,
  parseEnd,
  parseInstant,
  parseUrl,
  parseVersion,
  withApi,
  withStack,
} from "./options.ts";
import { secretCommands } from "./secrets/commands.ts";
import { sourceCommands } from "./sources/commands.ts";
import { templateCommands } from "./templates/commands.ts";

/** The rights that a command needs in AWS. */
const RIGHTS = {
  create: `
Needs the rights cloudformation:DescribeStacks, ssm:PutParameter and
lambda:InvokeFunction; with ses:GetAccount it also says how SES stands.`,
  doctor: `
Needs the rights cloudformation:DescribeStacks, cloudformation:ListStackResources,
events:DescribeRule, ssm:GetParameters, ses:GetAccount, ses:ListEmailIdentities and ses:GetEmailIdentity.`,
};
/** An example of simulation events; docs/sequences.md has all. */
const EVENTS = `
Events: {"at":"2026-12-01T09:00:00Z","event":"signed_up","data":{"source":"fair"}}, {"at":"P2D","attributes":{"plan":"pro"}},
  {"at":"PT3H","mail":1,"did":"clicked"} (the nth mail, or its step), {"at":"P4D","segment":"vip","in":true}, {"at":"P5D","enrolled":{}}.
Beside them in an object: "choose" {"split":2,"experiment":"short"}, "answers" {"webhook":[{"outcome":"ok"}]}, "from", "until".`;

/** All commands; `onProblem` is called when a check finds something to fix. */
export function commands(io: CliIo, onProblem: () => void): Command {
  const program = new Command("dripstack")
    .description("Manages an installation of Dripstack.")
    .version(manifest.version, "--version", "print the version")
    // Options after a command are its own: `backtest --version 3` means a sequence's version.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError("(--help lists the commands and options)");

  const keys = program.command("keys").description("API keys: create, list, revoke");
  withApi(withLimits(withStack(keys.command("create"))))
    .description(
      "Creates an API key, the first one included: it needs no key but the right to invoke the stack's function. " +
        "Creates missing secrets of the stack. With --url (one process): over the API, with another key.",
    )
    .option(
      "--name <name>",
      'what the key is for; over the API required, with --scopes (default on AWS: "first", an admin key)',
      parseName,
    )
    .addOption(scopesOption())
    .option("--json", 'print {"url","key","id"}')
    .addHelpText("after", RIGHTS.create)
    .action((options, command: Command) =>
      createKey(io, options, (option) => command.getOptionValueSource(option) === "cli"),
    );
  withApi(keys.command("list"))
    .description("Lists the ids, names and limits of all keys.")
    .option("--json", "print an array")
    .action((options) => listKeys(io, options));
  withApi(keys.command("revoke"))
    .description("Revokes an API key.")
    .argument("<id>", "as `keys list` shows it")
    .action((id: string, options) => revokeKey(io, id, options));

  withApi(program.command("console"))
    .description(
      "Makes a link that signs a browser in to the console, once, within ten minutes, for the key.",
    )
    .option("--open", "open it in the browser instead of printing it")
    .option("--json", 'print {"url","expiresAt"}')
    .action((options) => signInLink(io, options));

  contactCommands(program, io);
  messageCommands(program, io);
  templateCommands(program, io);
  sourceCommands(program, io);
  secretCommands(program, io);

  withStack(program.command("doctor"))
    .description(
      "Checks a deployed stack and SES. One line each: ok, note (works, but worth knowing), fix.",
    )
    .option("--url <url>", "address of the API (default: the stack's output)", parseUrl)
    .addOption(keyOption())
    .option("--json", 'print {"ok","checks"}')
    .addHelpText("after", RIGHTS.doctor)
    .action(async (options) => {
      if (!(await doctor(io, options))) onProblem();
    });

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
      const { simulateFile } = await import("./sequences/simulate.ts");
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
      const { lintFile } = await import("./sequences/lint.ts");
      if (!(await lintFile(io, file, options))) onProblem();
    });
  withApi(program.command("put"))
    .description("Saves the sequence in a file as a draft, and lists what lint finds.")
    .argument("<sequence>", "the sequence's id; a new id creates a sequence")
    .argument("<file>", "a .ts, .js or .json file whose default export is the sequence")
    .option("--publish", "publish the draft too: new runs follow it")
    .action(async (sequence: string, file: string, options) => {
      const { put } = await import("./sequences/put.ts");
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
      const { backtest } = await import("./sequences/backtest.ts");
      await backtest(io, sequence, options);
    });
  withApi(program.command("diff"))
    .description("Prints what differs between two versions of a sequence.")
    .argument("<sequence>", "its id")
    .option("--from <version>", "a version's number, or draft (default: the published one)")
    .option("--to <version>", "the same (default: draft)")
    .option("--json", "print the API's answer")
    .action(async (sequence: string, options) => {
      const { diff } = await import("./sequences/diff.ts");
      await diff(io, sequence, options);
    });
  withApi(program.command("results"))
    .description("Prints the results of a sequence's goal, holdout and experiments.")
    .argument("<sequence>", "its id")
    .option("--json", "print the API's answer")
    .action(async (sequence: string, options) => {
      const { results } = await import("./sequences/results.ts");
      await results(io, sequence, options);
    });
  return program;
}
