import type { Account, AccountChoice } from "#shared/adapters/aws/account/account.ts";
import type { Random } from "#shared/ports/random.ts";

/** What a command uses beside its options. */
export type CliIo = {
  /** Writes results to stdout. */
  out: (text: string) => void;
  /** Writes messages to stderr. */
  err: (text: string) => void;
  random: Random;
  /** Opens an address in the browser; false when that is not possible here. */
  openPage: (url: string) => Promise<boolean>;
  openAccount: (choice: AccountChoice) => Promise<Account>;
};
