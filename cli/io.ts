import type { Account, AccountChoice } from "#shared/adapters/aws/account/account.ts";
import type { Random } from "#shared/ports/random.ts";

/** What a command works with, beside its options. */
export type CliIo = {
  /** Results, for programs too. */
  out: (text: string) => void;
  /** Words for people. */
  tell: (text: string) => void;
  random: Random;
  openAccount: (choice: AccountChoice) => Promise<Account>;
};
