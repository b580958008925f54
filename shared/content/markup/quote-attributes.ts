import { scanAttributes } from "./scan-attributes.ts";

/**
 * Quotes each attribute with quotes that its value lacks: MJML copies values into double quotes
 * unchanged.
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
