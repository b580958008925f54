import * as z from "zod/mini";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import { Defect, DripError, InvalidInput } from "#shared/kernel/errors.ts";
import type { Api } from "../client.ts";
import { createSecrets } from "../create-secrets.ts";
import { checkSending } from "../doctor/sending.ts";
import type { CliIo } from "../io.ts";
import type { StackOptions } from "../options.ts";
import { addressOf } from "../stack-address.ts";
import { createOverApi } from "./create-over-api.ts";
import { type KeyOptions, newKeyOf } from "./options.ts";

type Options = StackOptions & KeyOptions & Api & { json?: true };
/** Whether an option was given on the command line, not by the environment or a default. */
type IsGiven = (option: string) => boolean;

const KeyAnswer = z.object({ id: z.string(), key: z.string() });

/**
 * Creates missing secrets, then a key by invoking the stack's function. Uses the API instead with
 * `--url`, or when an API but neither region nor stack is known.
 */
export async function createKey(io: CliIo, { json, ...options }: Options, isGiven: IsGiven) {
  const newKey = newKeyOf(options);
  if (isGiven("url") && isGiven("stack")) {
    throw new InvalidInput("a key is made in a stack or over an API: --stack or --url, not both");
  }
  const account = isGiven("url") ? undefined : await io.openAccount(options);
  const stack = account && (await findStack(account, options, isGiven("stack")));
  if (!stack) {
    const { id, key } = await createOverApi(options, options);
    return printKey(io, { ...newKey, url: options.url!, id, key, json });
  }
  const { url, apiFunction, consoleUrl } = addressOf(stack);
  io.err(await createSecrets(account, stack, io.random));
  const answer = KeyAnswer.safeParse(await account.invoke(apiFunction, { createKey: newKey }));
  if (!answer.success)
    throw new Defect(`the function ${apiFunction} answered no key: deploy again`);
  printKey(io, { ...newKey, url, ...answer.data, json });
  if (consoleUrl) io.err(`\`npx dripstack console\` signs you in to ${consoleUrl}.\n`);
  io.err(await describeSending(account));
}

/**
 * Undefined when no region is known but an API is.
 * @throws as the account does
 */
async function findStack(account: Account, { stack, url, key }: Options, isGiven: boolean) {
  try {
    return await account.findStack(stack);
  } catch (error) {
    if (!(error instanceof InvalidInput) || isGiven) throw error;
    if (url && key) return undefined;
    const process = "for one process set DRIPSTACK_URL and DRIPSTACK_KEY, or give --url and --key";
    throw new InvalidInput(`${error.message}; ${process}`);
  }
}

type CreatedKey = {
  name: string;
  scopes: string[];
  url: string;
  id: string;
  key: string;
  json?: true;
};

function printKey(io: CliIo, { name, scopes, url, id, key, json }: CreatedKey): void {
  io.err(`Created the key "${name}" (${id}; ${scopes.join(", ")}). It is shown once.\n`);
  io.out(json ? `${JSON.stringify({ url, key, id })}\n` : exportLines(url, key));
}

/** Lines for a shell: the variables of this CLI, and the short names that the docs use. */
const exportLines = (url: string, key: string) =>
  `export DRIPSTACK_URL=${url} DRIPSTACK_KEY=${key}\nURL=$DRIPSTACK_URL KEY=$DRIPSTACK_KEY\n`;

/** The account's SES status. The key exists by now, so a failure is only printed. */
async function describeSending(account: Account): Promise<string> {
  const lines = await account.sending().then(
    (sending) => checkSending(sending).map(({ text }) => `${text}.`),
    (error) => {
      if (error instanceof DripError) return [`SES could not be asked: ${error.message}.`];
      throw error;
    },
  );
  return `${[...lines, "`npx dripstack doctor` checks the rest."].join("\n")}\n`;
}
