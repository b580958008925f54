import { CommanderError } from "commander";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { commands } from "./commands.ts";
import type { CliIo } from "./io.ts";

/**
 * Runs the command that `args` name. Returns its exit code: 0, 1 for a failure, 2 for wrong usage.
 * Never throws.
 */
export async function run(args: string[], io: CliIo): Promise<0 | 1 | 2> {
  let isOk = true;
  const program = commands(io, () => {
    isOk = false;
  });
  try {
    await program.parseAsync(args.length > 0 ? args : ["--help"], { from: "user" });
    return isOk ? 0 : 1;
  } catch (error) {
    // Commander has printed the error or the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`${sentence(error instanceof Error ? error.message : String(error))}\n`);
    if (!(error instanceof InvalidInput)) return 1;
    for (const { path, message: fault } of error.faults) io.err(`${path}  ${fault}\n`.trimStart());
    return 2;
  }
}

/** Paths and URLs keep their case. */
const sentence = (text: string) =>
  text
    .replace(/^[a-z](?=[a-z]*[,:;]?(\s|$))/, (letter) => letter.toUpperCase())
    .replace(/[^.]$/, "$&.");
