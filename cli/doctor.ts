import type { Api } from "./client.ts";
import { runChecks } from "./doctor/run-checks.ts";
import type { CliIo } from "./io.ts";
import type { StackOptions } from "./options.ts";

type Options = StackOptions & Api & { json?: true };

/** Prints the checks of a stack, one per line; returns whether there is nothing to fix. */
export async function doctor(io: CliIo, { json, url, key, ...options }: Options): Promise<boolean> {
  const account = await io.openAccount(options);
  const stack = await account.findStack(options.stack);
  const checks = await runChecks(account, stack, { url, key });
  const ok = checks.every(({ verdict }) => verdict !== "fix");
  if (json) io.out(`${JSON.stringify({ ok, checks })}\n`);
  else {
    for (const { verdict, name, text } of checks) {
      io.out(`${verdict.padEnd(4)}  ${name.padEnd(8)}  ${text}\n`);
    }
  }
  return ok;
}
