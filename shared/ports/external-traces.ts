/** Data about contacts that a runtime keeps outside the tables, as far as it can be reached. */
export interface ExternalTraces {
  /**
   * Removes data about a contact: mails in a mailbox, and parts of queued messages, each replaced
   * by `without(body)` or dropped when that returns undefined.
   * @throws Unavailable when something may be left
   */
  remove: (
    contact: string,
    without: (body: Record<string, unknown>) => object | undefined,
  ) => Promise<void>;
  /** The bytes of a message as it was sent, if they are kept. */
  sentMail: (messageId: string) => Promise<Uint8Array | undefined>;
  /** Overwrites remaining copies of deleted rows, except those being read. */
  overwrite: () => Promise<void>;
}
