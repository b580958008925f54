import { type Command, InvalidArgumentError, Option } from "commander";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_KEY_LIMIT, SCOPES, type Scope } from "#shared/platform/access/index.ts";
import { parseInstant } from "../options.ts";

/** The API's limit. */
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

const LIMITS = {
  requestsPerSecond: "--requests-per-second <number>",
  sendsPerSecond: "--sends-per-second <number>",
  sendsPerDay: "--sends-per-day <number>",
};

/** Adds options for a key's expiry and limits; the API has defaults. */
export function withLimits(command: Command): Command {
  command.option("--expires <instant>", "when the key expires: 2027-01-31", parseInstant);
  for (const flags of Object.values(LIMITS)) {
    command.addOption(new Option(flags, "the maximum, or none").argParser(parseLimit));
  }
  return command;
}

/** "none" is infinity, since commander takes null for no value. */
function parseLimit(text: string): number {
  if (text === "none") return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d*$/.test(text) && Number(text) <= MAX_KEY_LIMIT) return Number(text);
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MAX_KEY_LIMIT}, or none.`);
}

export type KeyOptions = {
  name?: string;
  scopes?: Scope[];
  expires?: string;
} & Partial<Record<keyof typeof LIMITS, number>>;

/**
 * The body of a new key: the first has all rights, any other those given.
 * @throws InvalidInput
 */
export function newKeyOf({ name, scopes, expires, ...options }: KeyOptions) {
  if (name !== undefined && scopes === undefined) {
    throw new InvalidInput(`say what "${name}" may do: --scopes ${SCOPES.join(", ")}`);
  }
  const limits = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((one) => {
    const limit = options[one];
    return limit === undefined ? [] : [[one, Number.isFinite(limit) ? limit : null] as const];
  });
  return {
    name: name ?? "first",
    scopes: scopes ?? (["admin"] satisfies Scope[]),
    ...(expires !== undefined && { expiresAt: expires }),
    ...(limits.length > 0 && {
      limits: Object.fromEntries(limits),
    }),
  };
}

function parseScopes(text: string): Scope[] {
  const scopes = [...new Set(text.split(",").map((scope) => scope.trim()))];
  const isScope = (scope: string): scope is Scope => SCOPES.includes(scope as Scope);
  if (scopes.every(isScope)) return scopes;
  throw new InvalidArgumentError(`There are: ${SCOPES.join(", ")}.`);
}
