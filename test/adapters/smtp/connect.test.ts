import type { Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { SmtpMailer } from "#shared/adapters/smtp/mailer.ts";
import { outgoing } from "#test/contracts/mailer.contract.ts";
import { type Greet, ScriptedRelay } from "#test/support/scripted-relay.ts";
import { waitFor } from "#test/support/wait-for.ts";

async function relay(greet?: Greet) {
  const sink = new ScriptedRelay(undefined, greet);
  const mailer = new SmtpMailer(await sink.start());
  onTestFinished(async () => {
    await mailer.close();
    sink.stop();
  });
  return { sink, mailer };
}

test("a relay that is slow to greet is waited for before there is a mail, and then gets it", async () => {
  let greet = () => {};
  const { sink, mailer } = await relay((socket) => {
    greet = () => void socket.write("220 at last\r\n");
    return "";
  });
  const connecting = mailer.connect(1);
  await waitFor(() => expect(sink.connections).toBe(1));
  expect(await Promise.race([connecting, new Promise((done) => setImmediate(done, "waits"))])).toBe(
    "waits",
  );
  greet();
  await connecting;
  expect(sink.verbs).toEqual(["EHLO"]);
  expect((await mailer.send(outgoing("m1"))).kind).toBe("accepted");
  expect(sink.connections).toBe(1);
});

test("as many connections are opened as mails are to go, and those that are open are kept", async () => {
  const { sink, mailer } = await relay();
  await mailer.connect(3);
  expect(sink.connections).toBe(3);
  await mailer.connect(3);
  expect(sink.connections).toBe(3);
  const kinds = await Promise.all([1, 2, 3].map((n) => mailer.send(outgoing(`m${n}`))));
  expect(kinds.map(({ kind }) => kind)).toEqual(["accepted", "accepted", "accepted"]);
  expect(sink.connections).toBe(3);
});

test("two who connect at once get connections of their own", async () => {
  const { sink, mailer } = await relay();
  await Promise.all([mailer.connect(2), mailer.connect(2)]);
  expect(sink.connections).toBe(4);
});

test("a connection that the relay left meanwhile is opened again", async () => {
  const sockets: Socket[] = [];
  const { sink, mailer } = await relay((socket) => {
    sockets.push(socket);
    return undefined;
  });
  await mailer.connect(1);
  sockets[0]!.destroy();
  await waitFor(async () => {
    await mailer.connect(1);
    expect(sink.connections).toBe(2);
  });
});

test("a relay that is away fails no `connect`: the mail says so", async () => {
  const { sink, mailer } = await relay(() => "554 go away");
  await mailer.connect(2);
  expect(await mailer.send(outgoing("m1"))).toMatchObject({ kind: "refused", retryable: true });
  expect(sink.verbs).toEqual([]);
});

test("mails that find no free line while some are being opened go when these are", async () => {
  let isSlow = true;
  const greetings: (() => void)[] = [];
  const { mailer } = await relay((socket) => {
    if (!isSlow) return undefined;
    greetings.push(() => void socket.write("220 at last\r\n"));
    return "";
  });
  const connecting = mailer.connect(32);
  await waitFor(() => expect(greetings).toHaveLength(32));
  isSlow = false;
  const outcome = mailer.send(outgoing("m1"));
  for (const greet of greetings) greet();
  await connecting;
  expect((await outcome).kind).toBe("accepted");
});
