/** What a place keeps of contacts besides the tables, as far as it can be reached. */
export interface ExternalTraces {
  /**
   * Removes what is kept about a contact: mails of a mailbox, and of waiting messages what
   * `without` leaves out; one of which it leaves nothing goes. @throws Unavailable when something
   * may be left
   */
  remove: (
    contact: string,
    without: (body: Record<string, unknown>) => object | undefined,
  ) => Promise<void>;
  /**
   * Overwrites what copies of deleted rows are left, as far as nothing is reading them just now.
   */
  overwrite: () => Promise<void>;
}
