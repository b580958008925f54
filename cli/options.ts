import { type Command, InvalidArgumentError, Option } from "commander";
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

/** Safer in the environment: other users and the shell's history do not see it. */
export const keyOption = () =>
  new Option("--key <key>", "an API key; the variable is safer").env("DRIPSTACK_KEY");

export function parseUrl(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? "")) return text.replace(/\/+$/, "");
  throw new InvalidArgumentError("It is an address such as https://mail.example.com.");
}

/** Completes a date to midnight UTC; the API or command refuses invalid instants. */
export const parseInstant = (text: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
