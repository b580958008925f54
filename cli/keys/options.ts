import { InvalidArgumentError, Option } from "commander";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { SCOPES, type Scope } from "#shared/workspace/index.ts";

/** What the API takes. */
const MAX_NAME = 100;

export function parseName(text: string): string {
  if (text.length > 0 && text.length <= MAX_NAME) return text;
  throw new InvalidArgumentError(`It has 1 to ${MAX_NAME} characters.`);
}

export const scopesOption = () =>
  new Option(
    "--scopes <scopes>",
    `of ${SCOPES.join(", ")}, separated by commas; needed with --name`,
  ).argParser(parseScopes);

/** What a key is made for: the first one may do everything, any other what was asked for. @throws InvalidInput */
export function keyAsked({ name, scopes }: { name?: string; scopes?: Scope[] }) {
  if (name !== undefined && scopes === undefined) {
    throw new InvalidInput(`say what "${name}" may do: --scopes ${SCOPES.join(", ")}`);
  }
  return { name: name ?? "first", scopes: scopes ?? (["admin"] satisfies Scope[]) };
}

function parseScopes(text: string): Scope[] {
  const scopes = [...new Set(text.split(",").map((scope) => scope.trim()))];
  const isScope = (scope: string): scope is Scope => SCOPES.includes(scope as Scope);
  if (scopes.every(isScope)) return scopes;
  throw new InvalidArgumentError(`There are: ${SCOPES.join(", ")}.`);
}
