import * as z from "zod/mini";
import { parseAddress, parseDomain } from "#shared/audience/addresses/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { TABLES } from "#shared/ports/table.ts";
import { CERTIFICATE, faultOfConsole, isCertificate } from "./console-address.ts";
import { readKeptTables } from "./kept-tables.ts";
import { MINIMUMS, readReservedConcurrency } from "./reserved-concurrency.ts";

const STACK = "Dripstack";

const text = (says: string, isGood: (value: string) => boolean) =>
  z.string(says).check(z.refine(isGood, says));

const BooleanWord = z.pipe(
  z.enum(["true", "false"]),
  z.transform((word) => word === "true"),
);

const REGION = /^[a-z]{2}(-[a-z]+)+-[1-9]$/;
/** Part of queue names, which SQS limits to 80 characters. */
const STAGE = /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/;

const isDomain = (value: string) => parseDomain(value) !== undefined;
const domainSuchAs = (example: string) =>
  z.pipe(
    text(`a domain such as ${example}`, isDomain),
    z.transform((domain) => parseDomain(domain)!),
  );
const isAddress = (value: string) => {
  try {
    return parseAddress(value) !== "";
  } catch {
    return false;
  }
};
/** Mail programs need https; a local emulator has no certificate that they trust. */
const isPublicUrl = (value: string) => {
  const url = URL.parse(value);
  const isHere = url?.hostname === "localhost" || url?.hostname === "127.0.0.1";
  if (url === null || url.username || url.search || url.hash) return false;
  // Links are built from it verbatim.
  const isPlain = value === url.href || `${value}/` === url.href;
  return isPlain && (url.protocol === "https:" || (url.protocol === "http:" && isHere));
};

const KEPT_TABLES = `a file of JSON with the names of the tables ${TABLES.join(", ")}`;

const RESERVED = `functions with a number each, such as public=20,api=20 (${MINIMUMS})`;

/** The settings of the app, given by `-c name=value` or in `cdk.context.json`. */
const Context = z.object({
  sendingDomain: z.optional(domainSuchAs("example.com")),
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
  console: z._default(z.union([z.boolean(), BooleanWord], "true or false"), true),
  consoleDomain: z.optional(domainSuchAs("console.example.com")),
  consoleCertificate: z.optional(text(CERTIFICATE, isCertificate)),
  publishEvents: z._default(z.union([z.boolean(), BooleanWord], "true or false"), false),
});
const NAMES = Object.keys(Context.shape);

/** The app's settings. */
export type Settings = Omit<z.output<typeof Context>, "stage"> & { stackName: string };

/**
 * Reads the app's context; values that are not ours are ignored.
 * @throws InvalidInput with one sentence about the first invalid value, or a misspelled name
 */
export function readContext(all: Record<string, unknown>): Settings {
  const unknown = Object.keys(all).find((name) => !NAMES.includes(name) && isMeantForUs(name));
  if (unknown !== undefined) {
    throw new InvalidInput(`There is no context value ${unknown}: there are ${NAMES.join(", ")}.`);
  }
  const { data, error } = Context.safeParse(all);
  if (!data) {
    const [issue] = error.issues;
    throw new InvalidInput(`The context value ${issue?.path.join(".")} must be ${issue?.message}.`);
  }
  const { stage, ...settings } = data;
  const fault = faultOfConsole(settings);
  if (fault !== undefined) throw new InvalidInput(fault);
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
 * Whether a table was created by or restored for a stack; `Dripstack` does not own the tables of
 * `Dripstack-staging`.
 */
const isOf = (stackName: string, table: string) =>
  new RegExp(`^${stackName}-(Tables|(${TABLES.join("|")})-)`).test(table);

const squash = (name: string) => name.replaceAll(/[-_]/g, "").toLowerCase();

/** The CDK's own names contain a colon, a slash or hyphens; a bare word is meant for us. */
const isMeantForUs = (name: string) =>
  /^[A-Za-z]+$/.test(name) || NAMES.some((ours) => squash(ours) === squash(name));
