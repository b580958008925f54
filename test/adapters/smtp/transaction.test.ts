import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test, vi } from "vitest";
import { monotonicMs } from "#shared/adapters/node/clock.ts";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { outgoing } from "#test/contracts/mailer.contract.ts";
import { type Script, ScriptedRelay } from "#test/support/scripted-relay.ts";
import { waitFor } from "#test/support/wait-for.ts";

async function relay(script?: Script) {
  const sink = new ScriptedRelay(script);
  const mailer = new SmtpMailer(await sink.start());
  onTestFinished(async () => {
    await mailer.close();
    sink.stop();
  });
  return { sink, mailer };
}

/** A script that answers some commands otherwise. */
const answers =
  (given: Record<string, string>): Script =>
  (verb) =>
    given[verb];
/** One that hangs up instead of answering a command. */
const hangUpAt =
  (at: string): Script =>
  (verb, socket) => {
    if (verb !== at) return undefined;
    socket.destroy();
    return "";
  };

const REFUSED = { kind: "refused", retryable: true };
const NEVER = { kind: "refused", retryable: false };

test("the envelope goes in one write, the mail in a second one, and connections are used again", async () => {
  const { sink, mailer } = await relay();
  await mailer.send(outgoing("m1"));
  await mailer.send(outgoing("m2"));
  const envelope = "MAIL FROM:<hello@example.org>\r\nRCPT TO:<ada@example.com>\r\nDATA\r\n";
  expect(sink.chunks.filter((chunk) => chunk === envelope)).toHaveLength(2);
  expect(sink.chunks.filter((chunk) => chunk.endsWith("\r\n.\r\n"))).toHaveLength(2);
  expect(sink.connections).toBe(1);
});

test.each([
  ["MAIL", { MAIL: "550 5.7.1 no", RCPT: "503 no sender", DATA: "503 no sender" }, NEVER],
  ["RCPT", { RCPT: "450 4.2.1 later", DATA: "554 no recipient" }, REFUSED],
  ["DATA", { DATA: "452 4.3.1 full" }, REFUSED],
  ["the mail", { ".": "554 5.7.1 spam" }, NEVER],
])(
  "refused at %s: the first refusal counts, all replies are read, the connection goes on",
  async (_, script: Record<string, string>, expected) => {
    let isBad = true;
    const { sink, mailer } = await relay((verb) => (isBad ? script[verb] : undefined));
    const reason = Object.values(script)[0];
    expect(await mailer.send(outgoing("m1"))).toEqual({ ...expected, reason });
    isBad = false;
    expect(await mailer.send(outgoing("m2"))).toEqual({ kind: "accepted", providerId: "m2" });
    expect(sink.connections).toBe(1);
  },
);

test.each([
  ["sender", { MAIL: "550 5.1.8 no such sender" }],
  ["recipient", { RCPT: "550 5.1.1 no such user" }],
])(
  "a relay that asks for a mail whose %s it refused gets nothing that it could accept",
  async (_, script) => {
    const { sink, mailer } = await relay(answers(script as Record<string, string>));
    const reason = Object.values(script)[0];
    expect(await mailer.send(outgoing("m1"))).toEqual({ ...NEVER, reason });
    await waitFor(() => expect(sink.ended).toBe(1));
    expect(sink.verbs).toEqual(["EHLO", "MAIL", "RCPT", "DATA"]);
    expect(sink.chunks.at(-1)).toMatch(/DATA\r\n$/);
  },
);

test.each(["MAIL", "RCPT", "DATA"])(
  "421 to %s: refused, for now, on a new connection",
  async (verb) => {
    let isClosing = true;
    const { sink, mailer } = await relay((asked) =>
      isClosing && asked === verb ? "421 4.3.2 closing" : undefined,
    );
    expect(await mailer.send(outgoing("m1"))).toEqual({ ...REFUSED, reason: "421 4.3.2 closing" });
    isClosing = false;
    expect((await mailer.send(outgoing("m2"))).kind).toBe("accepted");
    expect(sink.connections).toBe(2);
  },
);

test("a relay that takes seconds to ask for the mail does not get it: what was stopped meanwhile stays", async () => {
  const { sink, mailer } = await relay((verb, socket) => {
    if (verb !== "DATA") return undefined;
    setTimeout(() => socket.write("354 go on\r\n"), 3_300);
    return "";
  });
  const outcome = await mailer.send({ ...outgoing("m1"), beginBy: monotonicMs() + 100 });
  expect(outcome).toMatchObject(REFUSED);
  expect(sink.verbs).not.toContain(".");
});

test("421 in answer to the mail: refused, for now, on a new connection", async () => {
  const { mailer } = await relay(answers({ ".": "421 4.3.2 closing" }));
  expect(await mailer.send(outgoing("m1"))).toEqual({ ...REFUSED, reason: "421 4.3.2 closing" });
});

test.each([
  ["MAIL", "refused"],
  ["RCPT", "refused"],
  ["DATA", "refused"],
  [".", "unknown"],
])("a connection lost at %s: %s", async (verb, kind) => {
  const { mailer } = await relay(hangUpAt(verb));
  expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind });
});

test("a refusal is kept when the relay hangs up before its other replies", async () => {
  const { mailer } = await relay((verb, socket) => {
    if (verb === "MAIL") socket.end("550 5.7.1 go away\r\n");
    return verb === "EHLO" ? undefined : "";
  });
  expect(await mailer.send(outgoing("m1"))).toEqual({ ...NEVER, reason: "550 5.7.1 go away" });
});

test.each([
  ["a reply too many before the mail", { DATA: "354 go on\r\n250 Ok" }, "refused"],
  ["what is no reply, before the mail", { RCPT: "hello" }, "refused"],
  ["what is no reply, after the mail", { ".": "hello" }, "unknown"],
  ["two codes in one reply", { ".": "250-fine\r\n550 no" }, "unknown"],
  ["an answer that fits nowhere, after the mail", { ".": "354 more" }, "unknown"],
  ["yes to DATA without asking for the mail", { DATA: "250 Ok" }, "refused"],
  ["a reply without an end", { MAIL: `250-${"x".repeat(20_000)}` }, "refused"],
])("a relay that says %s: %s", async (_, script, kind) => {
  const { sink, mailer } = await relay(answers(script as Record<string, string>));
  expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind });
  if (kind === "refused") expect(sink.verbs).not.toContain(".");
});

test("a relay that leaves an idle connection with a word puts no mail in doubt", async () => {
  let leave = () => {};
  const { sink, mailer } = await relay((_, socket) => {
    leave = () => void socket.write("421 4.4.2 idle\r\n");
    return undefined;
  });
  expect((await mailer.send(outgoing("m1"))).kind).toBe("accepted");
  leave();
  await waitFor(() => expect(sink.ended).toBe(1));
  expect((await mailer.send(outgoing("m2"))).kind).toBe("accepted");
});

test("a mail whose check grew old while it waited for its connection is not sent", async () => {
  const { sink, mailer } = await relay();
  const late = outgoing("m1", { beginBy: 0 });
  expect(await mailer.send(late)).toEqual({ ...REFUSED, reason: "the check is too old" });
  expect(sink.verbs).toEqual(["EHLO"]);
});

test.each([
  ["a lone LF", { raw: Buffer.from("Subject: x\r\n\r\na\n.\nb\r\n") }],
  ["a lone CR", { raw: Buffer.from("Subject: x\r\n\r\na\r.\rb\r\n") }],
  ["a recipient with a line of its own", { to: "a@example.com>\r\nRCPT TO:<b@example.com" }],
  ["a sender that is no ASCII", { from: "grüße@example.com" }],
])("%s is refused for good before anything is said", async (_, changes) => {
  const { sink, mailer } = await relay();
  expect(await mailer.send({ ...outgoing("m1"), ...changes })).toMatchObject(NEVER);
  expect(sink.verbs).toEqual([]);
});

test("a relay's limit of size is told before, and a mail beyond it not offered", async () => {
  const { sink, mailer } = await relay(
    answers({ EHLO: "250-relay\r\n250-PIPELINING\r\n250 SIZE 300" }),
  );
  const small = Buffer.from("Subject: x\r\n\r\n.dot\r\n");
  expect((await mailer.send(outgoing("m1", { raw: small }))).kind).toBe("accepted");
  expect(sink.chunks[1]).toContain(`MAIL FROM:<hello@example.org> SIZE=${20}\r\n`);
  expect(await mailer.send(outgoing("m2"))).toMatchObject(NEVER);
  expect(sink.verbs.filter((verb) => verb === "MAIL")).toHaveLength(1);
});

test("when the thread dies, a mail that was begun is in doubt, others were refused, the next one goes", async () => {
  const posted = vi.spyOn(Worker.prototype, "postMessage");
  onTestFinished(() => posted.mockRestore());
  let isSilent = true;
  const { sink, mailer } = await relay((verb) => (isSilent && verb === "." ? "" : undefined));
  const silentAtMail = mailer.send(outgoing("m1"));
  await waitFor(() => expect(sink.verbs).toContain("."));
  const many = Array.from({ length: 50 }, (_, i) => mailer.send(outgoing(`n${i}`)));
  await (posted.mock.contexts[0] as Worker).terminate();
  isSilent = false;
  expect(await silentAtMail).toEqual({ kind: "unknown", reason: "the SMTP thread ended" });
  const kinds = (await Promise.all(many)).map(({ kind }) => kind);
  const ends = sink.verbs.filter((verb) => verb === ".").length;
  // Those that waited for a line went with the next thread; whatever the relay has seen is accepted
  // or in doubt.
  expect(kinds.filter((kind) => kind !== "refused").length).toBeGreaterThanOrEqual(ends - 1);
  expect(kinds).toContain("accepted");
  expect(kinds).toContain("refused");
  expect((await mailer.send(outgoing("m2"))).kind).toBe("accepted");
});
