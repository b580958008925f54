import * as z from "zod";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { parseAddress, parseDomain } from "#shared/mail/index.ts";
import { TABLES } from "#shared/ports/table.ts";
import { readKeptTables } from "./kept-tables.ts";

const STACK = "Dripstack";

const text = (says: string, isGood: (value: string) => boolean) =>
  z.string(says).refine(isGood, says);

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
/** Readers' mail programs want https; an emulator on this machine has none that they would trust. */
const isPublicUrl = (value: string) => {
  const url = URL.parse(value);
  const isHere = url?.hostname === "localhost" || url?.hostname === "127.0.0.1";
  return url?.protocol === "https:" || (url?.protocol === "http:" && isHere);
};

const KEPT_TABLES = `a file of JSON with the names of the tables ${TABLES.join(", ")}`;

/** What may be given to the app with `-c name=value`, or once and for all in `cdk.context.json`. */
const Context = z.object({
  sendingDomain: text("a domain such as example.com", isDomain)
    .transform((domain) => parseDomain(domain)!)
    .optional(),
  region: text("a region such as us-east-1", (value) => REGION.test(value)).optional(),
  stage: text("2 to 20 of a-z, 0-9 and -, such as staging", (value) =>
    STAGE.test(value),
  ).optional(),
  alarmEmail: text("an address such as ops@example.com", isAddress).optional(),
  publicUrl: text("an address such as https://mail.example.com", isPublicUrl).optional(),
  tables: z
    .string(KEPT_TABLES)
    .transform((path, check) => {
      const names = readKeptTables(path);
      if (!names) check.addIssue(KEPT_TABLES);
      return names ?? z.NEVER;
    })
    .optional(),
  publishEvents: z
    .union(
      [z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")],
      "true or false",
    )
    .default(false),
});
const NAMES = Object.keys(Context.shape);

/** What the app makes of its context. */
export type Settings = Omit<z.output<typeof Context>, "stage"> & { stackName: string };

/**
 * Reads the context of the app: ours is checked, all else is left to those whose it is.
 * @throws InvalidInput with one sentence about the first value that is wrong, or a name that is none of ours but meant to be
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
  return { ...settings, stackName: stage === undefined ? STACK : `${STACK}-${stage}` };
}

const squash = (name: string) => name.replaceAll(/[-_]/g, "").toLowerCase();

/** Names of the CDK's own hold a colon, a slash or, in one case, hyphens; a bare word is somebody's wish of us. */
const isMeantForUs = (name: string) =>
  /^[A-Za-z]+$/.test(name) || NAMES.some((ours) => squash(ours) === squash(name));
