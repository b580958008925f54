import * as z from "zod/mini";
import { parseAddress, parseDomain } from "#shared/audience/addresses/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { TABLES } from "#shared/ports/table.ts";
import { readKeptTables } from "./kept-tables.ts";
import { LEAST, readReservedConcurrency } from "./reserved-concurrency.ts";

const STACK = "Dripstack";

const text = (says: string, isGood: (value: string) => boolean) =>
  z.string(says).check(z.refine(isGood, says));

const Word = z.pipe(
  z.enum(["true", "false"]),
  z.transform((word) => word === "true"),
);

const REGION = /^[a-z]{2}(-[a-z]+)+-[1-9]$/;
/** Queue names hold it: SQS allows them 80 characters. */
const STAGE = /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/;

const isDomain = (value: string) => parseDomain(value) !== undefined;
const isAddress = (value: string) => {
  try {
    return parseAddress(value) !== "";
  } catch {
    return false;
  }
};
/**
 * Readers' mail programs want https; an emulator on this machine has none that they would trust.
 */
const isPublicUrl = (value: string) => {
  const url = URL.parse(value);
  const isHere = url?.hostname === "localhost" || url?.hostname === "127.0.0.1";
  if (url === null || url.username || url.search || url.hash) return false;
  // Links are made of it as it stands.
  const isPlain = value === url.href || `${value}/` === url.href;
  return isPlain && (url.protocol === "https:" || (url.protocol === "http:" && isHere));
};

const KEPT_TABLES = `a file of JSON with the names of the tables ${TABLES.join(", ")}`;

const RESERVED = `functions with a number each, such as public=20,api=20 (${LEAST})`;

/** What may be given to the app with `-c name=value`, or once and for all in `cdk.context.json`. */
const Context = z.object({
  sendingDomain: z.optional(
    z.pipe(
      text("a domain such as example.com", isDomain),
      z.transform((domain) => parseDomain(domain)!),
    ),
  ),
  region: z.optional(text("a region such as us-east-1", (value) => REGION.test(value))),
  stage: z.optional(
    text("2 to 20 of a-z, 0-9 and -, such as staging", (value) => STAGE.test(value)),
  ),
  alarmEmail: z.optional(text("an address such as ops@example.com", isAddress)),
  publicUrl: z.optional(text("an address such as https://mail.example.com", isPublicUrl)),
  tables: z.optional(
    z.pipe(
      text(KEPT_TABLES, (path) => readKeptTables(path) !== undefined),
      z.transform((path) => readKeptTables(path)!),
    ),
  ),
  reservedConcurrency: z.optional(
    z.pipe(
      text(RESERVED, (value) => readReservedConcurrency(value) !== undefined),
      z.transform((value) => readReservedConcurrency(value)!),
    ),
  ),
  publishEvents: z._default(z.union([z.boolean(), Word], "true or false"), false),
});
const NAMES = Object.keys(Context.shape);

/** What the app makes of its context. */
export type Settings = Omit<z.output<typeof Context>, "stage"> & { stackName: string };

/**
 * Reads the context of the app: ours is checked, all else is left to those whose it is.
 * @throws InvalidInput with one sentence about the first value that is wrong, or a name that is
 * none of ours but meant to be
 */
export function readContext(all: Record<string, unknown>): Settings {
  const stranger = Object.keys(all).find((name) => !NAMES.includes(name) && isMeantForUs(name));
  if (stranger !== undefined) {
    throw new InvalidInput(`There is no context value ${stranger}: there are ${NAMES.join(", ")}.`);
  }
  const { data, error } = Context.safeParse(all);
  if (!data) {
    const [issue] = error.issues;
    throw new InvalidInput(`The context value ${issue?.path.join(".")} must be ${issue?.message}.`);
  }
  const { stage, ...settings } = data;
  const stackName = stage === undefined ? STACK : `${STACK}-${stage}`;
  const foreign = Object.values(settings.tables ?? {}).find((name) => !isOf(stackName, name));
  if (foreign !== undefined) {
    throw new InvalidInput(
      `The table ${foreign} is not of ${stackName}: two stacks on one table would send for each other.`,
    );
  }
  return { ...settings, stackName };
}

/**
 * A table that a stack made, or that was restored for it; `Dripstack` is no owner of what
 * `Dripstack-staging` has.
 */
const isOf = (stackName: string, table: string) =>
  new RegExp(`^${stackName}-(Tables|(${TABLES.join("|")})-)`).test(table);

const squash = (name: string) => name.replaceAll(/[-_]/g, "").toLowerCase();

/**
 * Names of the CDK's own hold a colon, a slash or, in one case, hyphens; a bare word is meant for
 * us.
 */
const isMeantForUs = (name: string) =>
  /^[A-Za-z]+$/.test(name) || NAMES.some((ours) => squash(ours) === squash(name));
