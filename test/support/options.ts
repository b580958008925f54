import { type ParseArgsConfig, parseArgs } from "node:util";
import { openTemp } from "./temp-folder.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * Starts a command: returns its options, and opens its folder for what is temporary. An unknown
 * option, or one without its value, ends the process with a sentence.
 */
export function readOptions<const O extends Options>(options: O) {
  openTemp();
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    return end(`${(error as Error).message.split(".")[0]}. There are: ${names.join(", ")}.`);
  }
}

/** The whole number from 1 on that was given as `--name`. */
export function wholeNumber(name: string, text: string | undefined): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  return end(`--${name} is a whole number from 1 on.`);
}

function end(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
