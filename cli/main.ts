#!/usr/bin/env node
import { systemRandom } from "#shared/adapters/node/random.ts";
import { openPage } from "./open-page.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  random: systemRandom,
  openPage,
  // Imported on demand: the AWS clients take longer to load than everything else.
  openAccount: async (choice) => {
    const { openAccount } = await import("#shared/adapters/aws/account/open-account.ts");
    return openAccount(choice, process.env);
  },
});
