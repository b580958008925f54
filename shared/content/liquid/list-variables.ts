import { type Template, Token } from "liquidjs";
import { plainEngine } from "./engines.ts";
import { fastOutputPositions } from "./fast-output-positions.ts";

fastOutputPositions(Token.prototype);

/** The variable of tracked link `index` in compiled Liquid. */
export const linkName = (index: number) => `link_${index}`;
export const isLinkName = (path: string) => /^link_\d+$/.test(path);

/** The full paths that the templates read from outside (`contact.name`), sorted and unique. */
export function listVariables(...templates: Template[][]): string[] {
  const read = templates.flatMap((template) =>
    plainEngine.globalFullVariablesSync(template, { partials: false }),
  );
  return [...new Set(read)].sort();
}
