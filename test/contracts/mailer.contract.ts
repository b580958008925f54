import { afterEach, describe, expect, test } from "vitest";
import { compose } from "#shared/content/mime/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer, OutgoingMail } from "#shared/ports/mailer.ts";

/** A mailer, and the tests' view of what its provider took. */
export type MailerUnderTest = {
  mailer: Mailer;
  /** The bytes of each accepted mail of a message. */
  taken: (messageId: string) => Promise<Uint8Array[]>;
  close: () => Promise<void>;
};

export const MAILER_NOW = 1_800_000_000_000;

/** A composed mail whose body has what transports like to change: dots, blank lines, long words. */
export function outgoing(messageId: string, changes: Partial<OutgoingMail> = {}): OutgoingMail {
  const to = changes.to ?? "ada@example.com";
  const raw = compose({
    messageId,
    from: { name: "Grüße", email: "hello@example.org" },
    to: { email: to },
    subject: "Dots … and lines",
    html: `<p>Hello</p>\n.\n..\n<a href="https://example.org/a?b=1&amp;c=2">go</a>\n`,
    text: `.first line\n.\n\n..two\n${"x".repeat(300)}\n.`,
    date: MAILER_NOW,
    class: "marketing",
    unsubscribeUrl: "https://example.org/u/token",
  });
  return {
    workspace: "main",
    messageId,
    attempt: 1,
    from: "hello@example.org",
    to,
    raw,
    leaseEndsAt: MAILER_NOW + 300_000,
    beginBy: Number.POSITIVE_INFINITY,
    ...changes,
  };
}

/** What every `Mailer` must do. */
export function mailerContract(name: string, make: (clock: Clock) => Promise<MailerUnderTest>) {
  let now = MAILER_NOW;
  const clock: Clock = { now: () => now, realNow: () => now, monotonicMs: () => now };
  const opened: MailerUnderTest[] = [];
  const open = async () => {
    now = MAILER_NOW;
    const made = await make(clock);
    opened.push(made);
    return made;
  };
  afterEach(async () => {
    for (const made of opened.splice(0)) await made.close();
  });

  describe(`the mailer on ${name}`, () => {
    test("a mail is accepted, once, and arrives as the bytes that were composed", async () => {
      const { mailer, taken } = await open();
      const mail = outgoing("m_1");
      const composed = new Uint8Array(mail.raw);
      const outcome = await mailer.send(mail);
      expect(outcome).toMatchObject({ kind: "accepted", providerId: expect.stringMatching(/./) });
      const copies = await taken("m_1");
      expect(copies).toHaveLength(1);
      expect(Buffer.compare(copies[0]!, composed)).toBe(0);
    });

    test("as many mails as it says go at once, each with a name of its own", async () => {
      const { mailer, taken } = await open();
      const ids = Array.from({ length: mailer.concurrency }, (_, i) => `m_many_${i}`);
      const outcomes = await Promise.all(ids.map((id) => mailer.send(outgoing(id))));
      expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(ids.length);
      for (const [i, id] of ids.entries()) {
        expect(outcomes[i]!.kind).toBe("accepted");
        expect(await taken(id)).toHaveLength(1);
      }
    });

    test("only one that can be asked finds an acceptance, by message and attempt", async () => {
      const { mailer } = await open();
      expect(await mailer.find("m_2", 2)).toBeUndefined();
      const outcome = await mailer.send(outgoing("m_2", { attempt: 2 }));
      const providerId = outcome.kind === "accepted" ? outcome.providerId : "";
      const found =
        mailer.evidence === "query" ? { providerId, at: expect.any(Number) } : undefined;
      expect(await mailer.find("m_2", 2)).toEqual(found);
      expect(await mailer.find("m_2", 1)).toBeUndefined();
    });

    test("one that can be asked refuses a call after the lease, and never sends an attempt twice", async () => {
      const { mailer, taken } = await open();
      if (mailer.evidence !== "query") return;
      const first = await mailer.send(outgoing("m_3"));
      expect(await mailer.send(outgoing("m_3"))).toEqual(first);
      expect(await taken("m_3")).toHaveLength(1);
      now = MAILER_NOW + 300_000;
      expect(await mailer.send(outgoing("m_4"))).toEqual({
        kind: "refused",
        reason: "the lease is over",
        retryable: true,
      });
      expect(await taken("m_4")).toEqual([]);
      expect(await mailer.find("m_4", 1)).toBeUndefined();
    });
  });
}
