import QuickLRU from "quick-lru";
import type { Database } from "#shared/adapters/sqlite/database.ts";
import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { iso } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { feedbackOf } from "./feedback.ts";
import { type ReadMail, readMail } from "./read-mail.ts";

/** A mail as the mailbox lists it. */
type MailboxItem = {
  messageId: string;
  to: string;
  from: string;
  subject: string;
  at: string;
  links: string[];
};

/** Each mail of a page is parsed, on the engine's thread. */
const MAX_PAGE = 100;
/** Cached summaries, so that a polled page is parsed once. */
const MAX_SUMMARIES = 1_000;

type Row = { id: number; messageId: string; sender: string; recipient: string; at: number };
type Summary = Pick<ReadMail, "subject" | "links">;

/** The built-in mailbox: accepts and keeps every mail, and reports on it as SES would. */
export class Mailbox implements Mailer {
  readonly evidence = "query";
  readonly concurrency = 32;
  readonly #database: Database;
  readonly #queue: SqliteQueue;
  readonly #clock: Clock;
  readonly #statements;
  readonly #summaries = new QuickLRU<string, Summary>({ maxSize: MAX_SUMMARIES });

  constructor(database: Database, queue: SqliteQueue, clock: Clock) {
    this.#database = database;
    this.#queue = queue;
    this.#clock = clock;
    this.#statements = prepare(database);
  }

  send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    try {
      const outcome = await this.#database.commit(() => this.#take(mail));
      this.#queue.onSend("feedback");
      return outcome;
    } catch (error) {
      return { kind: "unknown", reason: String(error) };
    }
  };

  find = async (messageId: string, attempt: number) => {
    const found = this.#statements.find.get(messageId, attempt) as { at: number } | undefined;
    return found && { providerId: providerIdOf(messageId, attempt), at: found.at };
  };

  /** Mails, newest first, to one address or all; `cursor` is the previous page's. */
  async list(to?: string, cursor?: string, limit = MAX_PAGE) {
    const size = Math.max(1, Math.min(limit, MAX_PAGE));
    const before = Number(cursor ?? Number.MAX_SAFE_INTEGER);
    const rows = (to === undefined
      ? this.#statements.list.all(before, size)
      : this.#statements.listTo.all(to, before, size)) as unknown as Row[];
    const items: MailboxItem[] = [];
    for (const row of rows) items.push(await this.#describe(row));
    return { items, cursor: rows.length === size ? String(rows.at(-1)!.id) : undefined };
  }

  /** The bytes of a message's last attempt. */
  raw(messageId: string): Uint8Array | undefined {
    return (this.#statements.raw.get(messageId) as { raw: Uint8Array } | undefined)?.raw;
  }

  /** Within a running commit: deletes every mail to or about a contact. */
  deleteOf(contact: string): void {
    this.#statements.deleteOf.run(`${contact}_`, `${contact}_\u{10ffff}`);
  }

  /**
   * The lease is checked within the commit, so a query after its end that finds nothing is final.
   */
  #take(mail: OutgoingMail): SendOutcome {
    const { messageId, attempt } = mail;
    const providerId = providerIdOf(messageId, attempt);
    const at = this.#clock.now();
    const known = this.#statements.find.get(messageId, attempt) as { at: number } | undefined;
    if (known) return { kind: "accepted", providerId, at: known.at };
    if (at >= mail.leaseEndsAt) {
      return { kind: "refused", reason: "the lease is over", retryable: true };
    }
    const records = feedbackOf(mail, providerId, at).map((body) => ({ body }));
    const insertFeedback = this.#queue.prepareInsert("feedback", records);
    this.#statements.insert.run(messageId, attempt, mail.from, mail.to, at, mail.raw);
    insertFeedback();
    return { kind: "accepted", providerId, at };
  }

  async #describe({ id, messageId, sender, recipient, at }: Row): Promise<MailboxItem> {
    const key = String(id);
    let summary = this.#summaries.get(key);
    if (!summary) {
      const { raw } = this.#statements.rawById.get(id) as { raw: Uint8Array };
      const { subject, links } = await readMail(raw);
      summary = { subject, links };
      this.#summaries.set(key, summary);
    }
    return { messageId, to: recipient, from: sender, at: iso(at), ...summary };
  }
}

/** Derived from the attempt, so that a later query returns the call's answer. */
const providerIdOf = (messageId: string, attempt: number) => `mailbox-${messageId}-${attempt}`;

function prepare({ sql }: Database) {
  sql.exec(`CREATE TABLE IF NOT EXISTS mailbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT, messageId TEXT NOT NULL, attempt INTEGER NOT NULL,
      sender TEXT NOT NULL, recipient TEXT NOT NULL COLLATE NOCASE, at INTEGER NOT NULL,
      raw BLOB NOT NULL, UNIQUE (messageId, attempt));
    CREATE INDEX IF NOT EXISTS mailbox_recipient ON mailbox (recipient, id)`);
  const columns = "id, messageId, sender, recipient, at";
  return {
    insert: sql.prepare(
      "INSERT INTO mailbox (messageId, attempt, sender, recipient, at, raw) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    find: sql.prepare("SELECT at FROM mailbox WHERE messageId = ? AND attempt = ?"),
    list: sql.prepare(`SELECT ${columns} FROM mailbox WHERE id < ? ORDER BY id DESC LIMIT ?`),
    listTo: sql.prepare(
      `SELECT ${columns} FROM mailbox WHERE recipient = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    ),
    raw: sql.prepare(
      "SELECT raw FROM mailbox WHERE messageId = ? ORDER BY attempt DESC, id DESC LIMIT 1",
    ),
    deleteOf: sql.prepare("DELETE FROM mailbox WHERE messageId BETWEEN ? AND ?"),
    rawById: sql.prepare("SELECT raw FROM mailbox WHERE id = ?"),
  };
}
