import { type Command, InvalidArgumentError, Option } from "commander";
import * as z from "zod/mini";
import type { AccountChoice } from "#shared/adapters/aws/account/account.ts";

export type StackOptions = AccountChoice & { stack: string };

/** Adds the options that select a stack. */
export const withStack = (command: Command): Command =>
  command
    .option("--stack <name>", "name of the CloudFormation stack", "Dripstack")
    .option("--region <region>", "AWS region (default: AWS_REGION, or the profile's)")
    .option("--profile <profile>", "profile of AWS's config files (default: AWS_PROFILE)");

/** Adds the options that select an API and a key. */
export const withApi = (command: Command): Command =>
  command
    .addOption(
      new Option("--url <url>", "where the API answers").env("DRIPSTACK_URL").argParser(parseUrl),
    )
    .addOption(keyOption());

/** Adds the options of a list, to those of its API. */
export const withList = (command: Command): Command =>
  withApi(command)
    .option("--limit <number>", "how many at most", parseCount, 50)
    .option("--json", "print an array");

/** For commands that take an id, which may begin with a hyphen: what is no option is one. */
export const withIds = (command: Command): Command => command.allowUnknownOption();

/** Safer in the environment: other users and the shell's history do not see it. */
export const keyOption = () =>
  new Option("--key <key>", "an API key; the variable is safer").env("DRIPSTACK_KEY");

export function parseUrl(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? "")) return text.replace(/\/+$/, "");
  throw new InvalidArgumentError("It is an address such as https://mail.example.com.");
}

/** Completes a date to midnight UTC. */
export function parseInstant(text: string): string {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  if (z.iso.datetime({ offset: true }).safeParse(instant).success) return instant;
  throw new InvalidArgumentError("It is a date, or an instant such as 2027-01-31T09:00:00Z.");
}

export function parseDay(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError("It is a day such as 2027-01-31.");
}

/** An instant, or a duration, which the command itself reads. */
export const parseEnd = (text: string): string =>
  /^P[\dT]/.test(text) ? text : parseInstant(text);

export function parseVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is the number of a version, from 1.");
}

/** How many items to print. */
function parseCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a number from 1 to 99999.");
}
