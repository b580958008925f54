import { MAX_OUTPUT_BYTES } from "#shared/content/liquid/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** Well-formed Unicode; @throws InvalidInput when it is over {@link MAX_OUTPUT_BYTES} in UTF-8 */
export function capOutput(output: string, part: string): string {
  // The length first: it needs no memory to join a loop's output.
  if (output.length > MAX_OUTPUT_BYTES || Buffer.byteLength(output) > MAX_OUTPUT_BYTES) {
    throw new InvalidInput(`the ${part} is over ${MAX_OUTPUT_BYTES} bytes`);
  }
  return output.toWellFormed();
}
