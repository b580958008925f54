import { atPath } from "#shared/kernel/at-path.ts";

/** The variables, as a compiled template lists them, for which the data holds no value. */
export const missingVariables = (variables: string[], data: Record<string, unknown>): string[] =>
  variables.filter((path) => {
    // Indices are written `items[0]`.
    const value = atPath(data, path.replaceAll(/\[(?:"([^"]*)"|(\d+))\]/g, ".$1$2"));
    return value === undefined || value === null || value === "";
  });
