import { expect, test } from "vitest";
import { mailboxRoutes } from "#infra/standalone/mailbox-routes.ts";
import { secretRoutes } from "#infra/standalone/secret-routes.ts";
import { Mailbox } from "#shared/adapters/local/mailbox.ts";
import { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";
import type { Route } from "#shared/http/index.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";
import { makeWorld } from "#test/support/world.ts";

const RAW = "From: a@example.com\r\nSubject: Hello\r\nContent-Type: text/plain\r\n\r\nHi\r\n";
const MAIL = {
  messageId: "m1",
  attempt: 1,
  from: "a@example.com",
  to: "b@example.com",
  raw: Buffer.from(RAW),
} as unknown as OutgoingMail;

async function makeRoutes() {
  const { database, queue, clock } = makeWorld();
  const mailbox = new Mailbox(database, queue, clock);
  expect(await mailbox.send(MAIL)).toMatchObject({ kind: "accepted" });
  const secrets = await FolderSecrets.open(new Meta(database), clock);
  return [...mailboxRoutes(mailbox), ...secretRoutes(secrets, clock)] as Route<unknown>[];
}

test.each([
  ["GET", "/v1/mailbox", {}],
  ["GET", "/v1/mailbox/{messageId}", { messageId: "m1" }],
  ["GET", "/v1/secrets", {}],
  ["POST", "/v1/secrets/{secret}/rotate", { secret: "signing" }],
])("%s %s answers what its document says, and nothing more", async (method, path, params) => {
  const route = (await makeRoutes()).find((one) => one.method === method && one.path === path)!;
  const { body } = await route.handle({}, { params, query: {} } as never);
  const read = route.response!.safeParse(body);
  expect(read.error?.issues).toBeUndefined();
  expect(read.data).toEqual(body);
  expect(Object.keys(body!).length).toBeGreaterThan(0);
});
