import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** A command's options; one that there is not, or that lacks its value, ends the process with a sentence. */
export function readOptions<const O extends Options>(options: O) {
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
