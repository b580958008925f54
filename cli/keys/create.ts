import * as z from "zod/mini";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import { Defect, DripError, InvalidInput } from "#shared/kernel/errors.ts";
import type { Api } from "../client.ts";
import { judgeSending } from "../doctor/sending.ts";
import type { CliIo } from "../io.ts";
import { makeSecrets } from "../make-secrets.ts";
import type { StackOptions } from "../options.ts";
import { addressOf } from "../stack-address.ts";
import { createOverApi } from "./create-over-api.ts";
import { type KeyOptions, keyAsked } from "./options.ts";

type Options = StackOptions & KeyOptions & Api & { json?: true };
/** Whether an option stands on the command line, rather than in the environment or nowhere. */
type Stated = (option: string) => boolean;

const Made = z.object({ id: z.string(), key: z.string() });

/**
 * Creates a key by invoking the stack's function, and before it the missing secrets; over the API
 * where `--url` is stated, or where an API is known and neither a region nor a stack is.
 */
export async function createKey(desk: CliIo, { json, ...options }: Options, isStated: Stated) {
  const asked = keyAsked(options);
  if (isStated("url") && isStated("stack")) {
    throw new InvalidInput("a key is made in a stack or over an API: --stack or --url, not both");
  }
  const account = isStated("url") ? undefined : await desk.openAccount(options);
  const stack = account && (await findStack(account, options, isStated("stack")));
  if (!stack) {
    const { id, key } = await createOverApi(options, options);
    return tellKey(desk, { ...asked, url: options.url!, id, key, json });
  }
  const { url, apiFunction } = addressOf(stack);
  desk.tell(await makeSecrets(account, stack, desk.random));
  const made = Made.safeParse(await account.invoke(apiFunction, { createKey: asked }));
  if (!made.success) throw new Defect(`the function ${apiFunction} answered no key: deploy again`);
  tellKey(desk, { ...asked, url, ...made.data, json });
  desk.tell(await tellSending(account));
}

/** Undefined where no region is known, but an API. @throws as the account does */
async function findStack(account: Account, { stack, url, key }: Options, isStated: boolean) {
  try {
    return await account.findStack(stack);
  } catch (error) {
    if (!(error instanceof InvalidInput) || isStated) throw error;
    if (url && key) return undefined;
    const process = "for one process set DRIPSTACK_URL and DRIPSTACK_KEY, or give --url and --key";
    throw new InvalidInput(`${error.message}; ${process}`);
  }
}

type ToTell = { name: string; scopes: string[]; url: string; id: string; key: string; json?: true };

function tellKey(desk: CliIo, { name, scopes, url, id, key, json }: ToTell): void {
  desk.tell(`Created the key "${name}" (${id}; ${scopes.join(", ")}). It is shown once.\n`);
  desk.out(json ? `${JSON.stringify({ url, key, id })}\n` : toPaste(url, key));
}

/** For a shell: what this command line reads, and by the short names that documents use. */
const toPaste = (url: string, key: string) =>
  `export DRIPSTACK_URL=${url} DRIPSTACK_KEY=${key}\nURL=$DRIPSTACK_URL KEY=$DRIPSTACK_KEY\n`;

/** What to know of SES before the first mail; the key is made, so a failure here is only told. */
async function tellSending(account: Account): Promise<string> {
  const lines = await account.sending().then(
    (sending) => judgeSending(sending).map(({ text }) => `${text}.`),
    (error) => {
      if (error instanceof DripError) return [`SES could not be asked: ${error.message}.`];
      throw error;
    },
  );
  return `${[...lines, "`npx dripstack doctor` checks the rest."].join("\n")}\n`;
}
