import { scanAttributes } from "./scan-attributes.ts";

/**
 * The MJML with each attribute in quotes that its value does not hold: MJML puts all values in
 * double ones as they are.
 */
export function quoteAttributes(mjml: string, path: string): string {
  let quoted = "";
  let from = 0;
  for (const { start, end } of scanAttributes(mjml, path)) {
    const written = mjml.slice(start, end);
    if (!written.startsWith("'") || !written.includes('"')) continue;
    quoted += `${mjml.slice(from, start)}"${written.slice(1, -1).replaceAll('"', "&quot;")}"`;
    from = end;
  }
  return quoted + mjml.slice(from);
}
