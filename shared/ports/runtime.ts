/** What differs between the places that the program runs in and is known at start. */
export type Runtime = {
  /** Where our links lead, without a slash at the end: `https://mail.example.com`. */
  publicUrl: string;
  /** A developer's machine: the clock may be moved and any single click counts as human. */
  dev: boolean;
};
