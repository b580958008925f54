import type { Api } from "./client.ts";
import { examine } from "./doctor/examine.ts";
import type { CliIo } from "./io.ts";
import type { StackOptions } from "./options.ts";

type Options = StackOptions & Api & { json?: true };

/** Prints what was found of a stack, a line each; whether there is nothing to fix. */
export async function doctor(
  desk: CliIo,
  { json, url, key, ...options }: Options,
): Promise<boolean> {
  const account = await desk.openAccount(options);
  const stack = await account.findStack(options.stack);
  const checks = await examine(account, stack, { url, key });
  const ok = checks.every(({ verdict }) => verdict !== "fix");
  if (json) desk.out(`${JSON.stringify({ ok, checks })}\n`);
  else {
    for (const { verdict, name, text } of checks) {
      desk.out(`${verdict.padEnd(4)}  ${name.padEnd(8)}  ${text}\n`);
    }
  }
  return ok;
}
