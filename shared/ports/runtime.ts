/** What differs between runtimes and is known at start. */
export type Runtime = {
  /** The base of our links, without a trailing slash: `https://mail.example.com`. */
  publicUrl: string;
  /** Where the console is, if it has an address of its own. */
  consoleUrl?: string;
  /** A developer's machine: the clock may be moved, and any single click counts as human. */
  dev: boolean;
  place: "aws" | "standalone";
  /** Mail goes to the built-in mailbox. */
  hasMailbox: boolean;
};
