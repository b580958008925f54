#!/usr/bin/env node
import { systemRandom } from "#shared/adapters/node/random.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(text),
  random: systemRandom,
  // Loaded only when asked for: the clients of five services take longer than all the rest.
  openAccount: async (choice) => {
    const { openAccount } = await import("#shared/adapters/aws/account/open-account.ts");
    return openAccount(choice, process.env);
  },
});
