import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { outgoing } from "#test/contracts/mailer.contract.ts";
import { type SinkOptions, SmtpSink } from "#test/support/smtp-sink.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { waitFor } from "#test/support/wait-for.ts";

async function relay(options: SinkOptions = {}) {
  const sink = new SmtpSink(options);
  const mailer = new SmtpMailer(`smtp://127.0.0.1:${await sink.listen()}`);
  onTestFinished(async () => {
    sink.hangUp();
    await mailer.close();
    await sink.close();
  });
  return { sink, mailer };
}

test("the relay's own name for the mail is kept", async () => {
  const { mailer } = await relay();
  expect(await mailer.send(outgoing("m1"))).toEqual({ kind: "accepted", providerId: "S1" });
});

test("a reply without a name leaves the message's own", async () => {
  const { mailer } = await relay({ dataReply: () => "250 fine" });
  expect(await mailer.send(outgoing("m1"))).toEqual({ kind: "accepted", providerId: "m1" });
});

test.each([true, false])(
  "a failing reply is a refusal, and the connection goes on (pipelining: %s)",
  async (pipelining) => {
    const { mailer, sink } = await relay({
      pipelining,
      rcptReply: (to) => {
        if (to.startsWith("later")) return "450 4.2.1 try later";
        return to.startsWith("never") ? "550 5.1.1 no such user" : undefined;
      },
      dataReply: ({ messageId }) => {
        if (messageId === "slow") return "451 4.7.1 greylisted";
        return messageId === "spam" ? "554 5.7.1 spam" : undefined;
      },
    });
    const send = (id: string, to = "ada@example.com") => mailer.send(outgoing(id, { to }));
    const refused = (retryable: boolean, reason: string) => ({
      kind: "refused",
      retryable,
      reason: expect.stringContaining(reason),
    });
    expect(await send("a", "later@example.com")).toEqual(refused(true, "450 4.2.1 try later"));
    expect(await send("b", "never@example.com")).toEqual(refused(false, "550 5.1.1 no such user"));
    expect(await send("slow")).toEqual(refused(true, "451 4.7.1 greylisted"));
    expect(await send("spam")).toEqual(refused(false, "554 5.7.1 spam"));
    expect((await send("good")).kind).toBe("accepted");
    expect(sink.mails.map((mail) => mail.messageId)).toEqual(["good"]);
    expect(sink.connections).toBe(1);
  },
);

test("no listener, or a refusing greeting: a temporary refusal", async () => {
  const { mailer, sink } = await relay();
  await sink.close();
  expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind: "refused", retryable: true });
  const busy = await relay({ greeting: "554 go away" });
  expect(await busy.mailer.send(outgoing("m1"))).toMatchObject({
    kind: "refused",
    retryable: true,
  });
});

test.each(["EHLO", "MAIL", "RCPT", "DATA"])(
  "lost at %s, before the mail itself was sent: refused, for now",
  async (dropAt) => {
    const { mailer, sink } = await relay({ dropAt });
    expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind: "refused", retryable: true });
    expect(sink.mails).toEqual([]);
  },
);

test("lost after the mail was sent: unknown, though the relay has it", async () => {
  const { mailer, sink } = await relay({ dataReply: () => "drop" });
  expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind: "unknown" });
  expect(sink.mails).toHaveLength(1);
});

test.each([
  ["says nothing after the mail", { dataReply: () => "hang" as const }, "unknown"],
  ["says nothing to MAIL", { hangAt: "MAIL" }, "refused"],
  ["says nothing to EHLO", { hangAt: "EHLO" }, "refused"],
] as const)("a relay that %s for ten seconds", async (_, options, kind) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { mailer, sink } = await relay(options);
  const outcome = mailer.send(outgoing("m1"));
  while (!sink.isHanging) await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(9_999);
  expect(await Promise.race([outcome, "waiting"])).toBe("waiting");
  vi.advanceTimersByTime(1);
  expect((await outcome).kind).toBe(kind);
  vi.useRealTimers();
});

test("a connection that the relay left while it was idle puts no mail in doubt", async () => {
  const { mailer, sink } = await relay();
  expect((await mailer.send(outgoing("m1"))).kind).toBe("accepted");
  sink.hangUp();
  const second = await mailer.send(outgoing("m2"));
  expect(second.kind === "accepted" || (second.kind === "refused" && second.retryable)).toBe(true);
  expect((await mailer.send(outgoing("m3"))).kind).toBe("accepted");
});

test("connections are kept, at most thirty-two, and left after a hundred mails", async () => {
  const { mailer, sink } = await relay();
  const many = (count: number, name: string) =>
    Promise.all(Array.from({ length: count }, (_, i) => mailer.send(outgoing(`${name}${i}`))));
  const outcomes = await many(200, "x");
  expect(outcomes.every((outcome) => outcome.kind === "accepted")).toBe(true);
  expect(sink.connections).toBe(32);
  for (let i = 0; i < 100; i++) await mailer.send(outgoing(`one${i}`));
  expect(sink.connections).toBeLessThanOrEqual(34);
  expect(new Set(sink.mails.map((mail) => mail.messageId)).size).toBe(300);
});

test("closing waits for the mail under way and refuses the next", async () => {
  const { mailer, sink } = await relay();
  const under = mailer.send(outgoing("m1"));
  await new Promise((resolve) => setImmediate(resolve));
  await mailer.close();
  expect((await under).kind).toBe("accepted");
  expect(await mailer.send(outgoing("m2"))).toMatchObject({ kind: "refused", retryable: true });
  await waitFor(() => expect(sink.openConnections).toBe(0));
});

test("a user and a password of the URL sign in; a wrong one is a refusal, for now", async () => {
  const sink = new SmtpSink({ login: "us:p@ss" });
  onTestFinished(() => sink.close());
  const port = await sink.listen();
  const right = new SmtpMailer(`smtp://us:p%40ss@127.0.0.1:${port}`);
  expect((await right.send(outgoing("m1"))).kind).toBe("accepted");
  const wrong = new SmtpMailer(`smtp://us:pass@127.0.0.1:${port}`);
  expect(await wrong.send(outgoing("m2"))).toMatchObject({ kind: "refused", retryable: true });
  await right.close();
});

test("a password is not sent in the clear to another machine", async () => {
  const sink = new SmtpSink({ login: "us:pass" });
  onTestFinished(() => sink.close());
  // A name of this machine that is not one of the loopback's.
  const mailer = new SmtpMailer(`smtp://us:pass@0.0.0.0:${await sink.listen()}`);
  expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind: "refused", retryable: true });
  expect(sink.mails).toEqual([]);
});

test.each(["", "nonsense", "http://example.org", "smtp://"])("%j is no relay", (url) => {
  expect(() => new SmtpMailer(url)).toThrow(/smtp:\/\//);
});

test("the sink runs as a process and logs a line a mail", async () => {
  const log = join(tempFolder("sink"), "log");
  const child = spawn(process.execPath, [
    "test/support/smtp-sink-main.ts",
    "--port",
    "0",
    "--log",
    log,
  ]);
  onTestFinished(() => void child.kill());
  const [line] = await new Promise<Buffer[]>((resolve) =>
    child.stdout.once("data", (...d) => resolve(d)),
  );
  const mailer = new SmtpMailer(`smtp://127.0.0.1:${JSON.parse(String(line)).port}`);
  const mail = outgoing("m1");
  const bytes = mail.raw.length;
  await mailer.send(mail);
  await mailer.close();
  expect(JSON.parse(readFileSync(log, "utf8"))).toEqual({
    messageId: "m1",
    to: ["ada@example.com"],
    bytes,
  });
});
