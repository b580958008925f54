import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Definition } from "#shared/automation/language/index.ts";
import { check } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

/**
 * Loads a JSON file's value or a module's default export; Node runs TypeScript itself.
 * @throws InvalidInput
 */
export async function load(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new InvalidInput(`${file} can not be read: there is no such file`);
  const { href } = pathToFileURL(resolve(file));
  const options = file.endsWith(".json") ? { with: { type: "json" } } : {};
  try {
    const loaded = (await import(href, options)) as { default?: unknown };
    if (loaded.default !== undefined && !isEmptyCommonJs(loaded)) return loaded.default;
  } catch (error) {
    throw new InvalidInput(`${file} can not be read: ${(error as Error).message}`);
  }
  throw new InvalidInput(
    `${file} has no default export: export the sequence with \`export default\``,
  );
}

/** A `.js` file outside a package of ES modules that exports nothing. */
const isEmptyCommonJs = (loaded: { default?: unknown }) =>
  "module.exports" in loaded && Object.keys(loaded.default ?? {}).length === 0;

/**
 * Loads the sequence in a file.
 * @throws InvalidInput naming its faults
 */
export const loadDefinition = async (file: string) =>
  check(Definition, await load(file), `sequence in ${file}`);
