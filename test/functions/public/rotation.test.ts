import { expect, test } from "vitest";
import {
  clickUrl,
  linkKey,
  openUrl,
  preferencesUrl,
  unsubscribeUrl,
} from "#shared/content/link-tokens/index.ts";
import { openMail } from "./request.ts";

/** A mail on its way, and its links as they are signed now. */
async function start() {
  const mail = await openMail();
  const { world, message, profile, address, ask } = mail;
  const signNow = async () => {
    const site = { publicUrl: "", key: linkKey(await world.secrets.get("signing")) };
    const person = { contact: profile.id, address, topic: "all" };
    return [
      clickUrl(site, message.id, 0),
      openUrl(site, message.id),
      preferencesUrl(site, person),
      unsubscribeUrl(site, person),
    ];
  };
  const follow = async (urls: string[]) =>
    Promise.all(urls.map(async (url) => (await ask(url, { method: "GET" })).statusCode));
  return { ...mail, signNow, follow };
}
const GOOD = [302, 200, 200, 200];
const DEAD = [404, 404, 404, 404];

test("links that were mailed go on working after any number of rotations", async () => {
  const { secrets, signNow, follow, ask } = await start();
  const mailed = await signNow();
  for (let i = 0; i < 3; i++) {
    secrets.rotate("signing");
    expect(await follow(mailed)).toEqual(GOOD);
    const next = await signNow();
    expect(next).not.toEqual(mailed);
    expect(await follow(next)).toEqual(GOOD);
  }
  expect((await ask(mailed[3]!, { method: "POST" })).statusCode).toBe(200);
});

test("a key signs only once all functions know it, and its links are good before that", async () => {
  const { secrets, clock, signNow, follow } = await start();
  const before = await signNow();
  const next = secrets.rotate("signing", clock.now() + 600_000);
  expect(await signNow()).toEqual(before);
  clock.advance(600_000);
  const after = await signNow();
  expect(after[0]).toContain(next.id);
  // A function whose clock is behind, or that just read the keys.
  clock.advance(-1);
  expect(await follow(after)).toEqual(GOOD);
});

test("the links of a key that is revoked are dead, and those of the others are not", async () => {
  const { secrets, signNow, follow, ask } = await start();
  const [leaked] = secrets.keysOf("signing");
  const forged = await signNow();
  secrets.rotate("signing");
  const good = await signNow();
  secrets.revoke("signing", leaked!.id);
  expect(await follow(forged)).toEqual(DEAD);
  expect((await ask(forged[0]!, { method: "GET" })).body).toContain("reply to the mail");
  expect(await follow(good)).toEqual(GOOD);
});
