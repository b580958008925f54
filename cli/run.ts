import { CommanderError } from "commander";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { commands } from "./commands.ts";
import type { CliIo } from "./io.ts";

/**
 * Runs the command that `args` name. Its exit code: 0, 1 for a failure, 2 for wrong usage; never
 * throws.
 */
export async function run(args: string[], desk: CliIo): Promise<0 | 1 | 2> {
  let isWell = true;
  const program = commands(desk, () => {
    isWell = false;
  });
  try {
    await program.parseAsync(args.length > 0 ? args : ["--help"], { from: "user" });
    return isWell ? 0 : 1;
  } catch (error) {
    // It has said what is wrong, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    desk.tell(`${sentence(error instanceof Error ? error.message : String(error))}\n`);
    if (!(error instanceof InvalidInput)) return 1;
    for (const { path, message: fault } of error.faults) desk.tell(`${path}  ${fault}\n`);
    return 2;
  }
}

/** A path or an address stays as it is written, for they can differ by their case. */
const sentence = (text: string) =>
  text
    .replace(/^[a-z](?=[a-z]*[,:;]?(\s|$))/, (letter) => letter.toUpperCase())
    .replace(/[^.]$/, "$&.");
