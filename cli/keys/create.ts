import * as z from "zod/mini";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import { Defect, DripError } from "#shared/kernel/errors.ts";
import type { Desk } from "../desk.ts";
import { judgeSending } from "../doctor/sending.ts";
import { makeSecrets } from "../make-secrets.ts";
import type { StackOptions } from "../options.ts";
import { addressOf } from "../stack-address.ts";
import { type KeyOptions, keyAsked } from "./options.ts";

type Options = StackOptions & KeyOptions & { json?: true };

const Made = z.object({ id: z.string(), key: z.string() });

/** Makes a key in the account of whoever may invoke the stack's function, and before it the secrets that are missing. */
export async function createKey(desk: Desk, { json, ...options }: Options) {
  const asked = keyAsked(options);
  const { name, scopes } = asked;
  const account = await desk.openAccount(options);
  const stack = await account.findStack(options.stack);
  const { url, apiFunction } = addressOf(stack);
  desk.tell(await makeSecrets(account, stack, desk.entropy));
  const made = Made.safeParse(await account.invoke(apiFunction, { createKey: asked }));
  if (!made.success) throw new Defect(`the function ${apiFunction} answered no key: deploy again`);
  const { id, key } = made.data;
  desk.tell(`Made the key "${name}" (${id}; ${scopes.join(", ")}). It is shown this once.\n`);
  desk.out(json ? `${JSON.stringify({ url, key, id })}\n` : toPaste(url, key));
  desk.tell(await tellSending(account));
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
