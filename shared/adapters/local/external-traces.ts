import type { Database } from "#shared/adapters/sqlite/database.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Mailbox } from "./mailbox.ts";

/**
 * What a standalone process keeps of contacts besides the tables: queued messages, the mailbox, the
 * database's log.
 */
export class FileTraces implements ExternalTraces {
  readonly #database: Database;
  readonly #queue: SqliteQueue;
  readonly #mailbox: Mailbox | undefined;

  constructor(database: Database, queue: SqliteQueue, mailbox?: Mailbox) {
    this.#database = database;
    this.#queue = queue;
    this.#mailbox = mailbox;
  }

  remove = (
    contact: string,
    without: (body: Record<string, unknown>) => object | undefined,
  ): Promise<void> =>
    this.#database.commit(() => {
      this.#queue.rewrite(contact, without);
      this.#mailbox?.deleteOf(contact);
    });

  sentMail = async (messageId: string) => this.#mailbox?.raw(messageId);

  overwrite = (): Promise<void> => this.#database.overwrite();
}
