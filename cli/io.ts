import type { Account, AccountChoice } from "#shared/adapters/aws/account/account.ts";
import type { Random } from "#shared/ports/random.ts";

/** What a command uses beside its options. */
export type CliIo = {
  /** Writes results to stdout. */
  out: (text: string) => void;
  /** Writes messages to stderr. */
  err: (text: string) => void;
  random: Random;
  openAccount: (choice: AccountChoice) => Promise<Account>;
};
