import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import { attributeCommands } from "./attributes/commands.ts";
import { signInLink } from "./console.ts";
import { contactCommands } from "./contacts/commands.ts";
import { suppressionCommands } from "./contacts/suppressions.ts";
import { doctor } from "./doctor.ts";
import type { CliIo } from "./io.ts";
import { jobCommands } from "./jobs/commands.ts";
import { createKey } from "./keys/create.ts";
import { listKeys } from "./keys/list.ts";
import { parseName, scopesOption, withLimits } from "./keys/options.ts";
import { revokeKey } from "./keys/revoke.ts";
import { messageCommands } from "./messages/commands.ts";
import { operationCommands } from "./operations/commands.ts";
import { keyOption, parseUrl, withApi, withStack } from "./options.ts";
import { secretCommands } from "./secrets/commands.ts";
import { segmentCommands } from "./segments/commands.ts";
import { sequenceCommands } from "./sequences/commands.ts";
import { sourceCommands } from "./sources/commands.ts";
import { templateCommands } from "./templates/commands.ts";
import { printVocabulary } from "./vocabulary.ts";

/** The rights that a command needs in AWS. */
const RIGHTS = {
  create: `
Needs the rights cloudformation:DescribeStacks, ssm:PutParameter and
lambda:InvokeFunction; with ses:GetAccount it also says how SES stands.`,
  doctor: `
Needs the rights cloudformation:DescribeStacks, cloudformation:ListStackResources,
events:DescribeRule, ssm:GetParameters, ses:GetAccount, ses:ListEmailIdentities and ses:GetEmailIdentity.`,
};
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
  withApi(program.command("vocabulary"))
    .description("Lists the attributes and events in use, with the types of their values.")
    .option("--json", "print the API's answer")
    .action((options) => printVocabulary(io, options));
  attributeCommands(program, io);
  suppressionCommands(program, io);
  messageCommands(program, io);
  templateCommands(program, io);
  sourceCommands(program, io);
  segmentCommands(program, io);
  sequenceCommands(program, io, onProblem);
  operationCommands(program, io, onProblem);
  jobCommands(program, io);
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

  return program;
}
