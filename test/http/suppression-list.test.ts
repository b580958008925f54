import { beforeAll, expect, test } from "vitest";
import { liftSuppression, suppress } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { type Api, makeApi } from "#test/support/api.ts";

let api: Api;
const hashOf = (email: string) => addressHash(api.world, email);
beforeAll(async () => {
  api = await makeApi();
  await api.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
  await api.call("PUT", "/v1/contacts/gone", { email: "gone@example.com" });
  for (const [i, name] of ["ada", "gone", "none", "once"].entries()) {
    const reason = i % 2 === 0 ? "unsubscribe" : "manual";
    const at = api.clock.now() + i * MINUTE_MS;
    await suppress(api.world, await hashOf(`${name}@example.com`), { reason, at }, "operator");
  }
  const bounced = { reason: "hard-bounce", at: api.clock.now() + 9 * MINUTE_MS } as const;
  await suppress(api.world, await hashOf("once@example.com"), bounced, "provider");
  await api.call("DELETE", "/v1/contacts/gone");
});

const at = (minutes: number) => new Date(api.clock.now() + minutes * MINUTE_MS).toISOString();
const id = expect.any(String);
const unknown = { id, contactId: null, email: null };

test("suppressed addresses are listed newest first, with the contact where one is known", async () => {
  const { status, body } = await api.call("GET", "/v1/suppressions");
  expect([status, body]).toEqual([
    200,
    {
      items: [
        { reason: "hard-bounce", at: at(9), ...unknown },
        { reason: "unsubscribe", at: at(2), ...unknown },
        { reason: "manual", at: at(1), ...unknown },
        { reason: "unsubscribe", at: at(0), id, contactId: "ada", email: "ada@example.com" },
      ],
      cursor: null,
    },
  ]);
});

test.each([
  ["", 4],
  ["&reason=unsubscribe", 2],
  ["&reason=complaint", 0],
])("pages of one follow each other to the end%s", async (filter, count) => {
  const times: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const more: string = cursor && `&cursor=${cursor}`;
    const { body } = await api.call("GET", `/v1/suppressions?limit=1${filter}${more}`);
    times.push(...body.items.map((one: { at: string }) => one.at));
    cursor = body.cursor;
  }
  expect(times).toHaveLength(count);
  expect(times).toEqual(times.toSorted().toReversed());
});

test("a reason that is none is refused, and what is lifted is no longer listed", async () => {
  const wrong = await api.call("GET", "/v1/suppressions?reason=mood");
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "/reason"]);
  await liftSuppression(api.world, await hashOf("ada@example.com"), api.clock.now());
  const { body } = await api.call("GET", "/v1/suppressions");
  expect(body.items.map(({ email }: { email: string | null }) => email)).toEqual([
    null,
    null,
    null,
  ]);
});
