import { afterEach, describe, expect, test } from "vitest";
import { failureOf } from "#shared/adapters/web/failure-of.ts";
import { NodeHttpClient } from "#shared/adapters/web/http-client.ts";
import { readOwnHosts } from "#shared/adapters/web/own-hosts.ts";
import { MAX_REPLY_BYTES } from "#shared/ports/http-client.ts";
import { answering, Receiver, type Script } from "#test/support/receiver.ts";

const open = new NodeHttpClient({ isGuarded: false });
const guarded = new NodeHttpClient({ isGuarded: true });

let receiver: Receiver | undefined;
afterEach(async () => {
  await receiver?.stop();
  receiver = undefined;
});
const start = async (script: Script) => {
  receiver = await Receiver.start(script);
  return receiver;
};

const post = (url: string, { web = open, timeoutMs = 5_000, body = "{}" } = {}) =>
  web.post({ url, headers: { "x-a": "b" }, body, timeoutMs });
const postTo = async (script: Script, timeoutMs?: number) =>
  post((await start(script)).url, { timeoutMs });

describe("a post", () => {
  test("arrives whole, with its path, headers and length, and its answer is read", async () => {
    const { url, got } = await start(answering(201, '{"ü":1}'));
    const body = JSON.stringify({ text: "grüße 😀".repeat(10_000) });
    expect(await post(`${url}/a/b?c=d#e`, { body })).toEqual({ status: 201, text: '{"ü":1}' });
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({ path: "/a/b?c=d", body });
    expect(got[0]!.headers).toMatchObject({
      "x-a": "b",
      "content-length": String(Buffer.byteLength(body)),
    });
  });

  test("is answered by whatever the status is, and no redirect is followed", async () => {
    const { url, got } = await start((response, n) =>
      answering([500, 302][n]!, "x", { location: "/elsewhere" })(response, n),
    );
    expect(await post(url)).toEqual({ status: 500, text: "x" });
    expect(await post(url)).toEqual({ status: 302, text: "x" });
    expect(got.map(({ path }) => path)).toEqual(["/", "/"]);
  });

  test("waits for a slow answer, but not for longer than it may", async () => {
    const slowly: Script = (response) => setTimeout(() => response.end("late"), 150);
    expect(await postTo(slowly)).toEqual({ status: 200, text: "late" });
    await receiver!.stop();
    expect(await postTo(slowly, 50)).toEqual({ failed: "timeout" });
  });

  test("takes an answer that wants to speak another protocol for none", async () => {
    const upgrading: Script = (response) =>
      response.socket!.end(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
      );
    expect(await postTo(upgrading)).toEqual({ failed: "network" });
  });

  test("does not wait for an answer that never ends", async () => {
    const endless: Script = (response) => {
      const timer = setInterval(() => response.write("x"), 10);
      response.on("close", () => clearInterval(timer));
    };
    expect(await postTo(endless, 100)).toEqual({ failed: "timeout" });
  });

  test("reads 64 KB of an answer and no more", async () => {
    const full = "x".repeat(MAX_REPLY_BYTES);
    expect(await postTo(answering(200, full))).toEqual({ status: 200, text: full });
    await receiver!.stop();
    let isClosed: () => void = () => {};
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve;
    });
    const flood: Script = (response) => {
      response.on("close", isClosed);
      const pour = () => {
        while (!response.destroyed && response.write(full));
        response.once("drain", pour);
      };
      pour();
    };
    expect(await postTo(flood)).toEqual({ status: 200, text: undefined });
    await closed;
  });

  test.each([
    ["a port without a listener", "refused", async () => `http://127.0.0.1:${await freePort()}`],
    ["a name that does not exist", "dns", async () => "http://nowhere.invalid"],
    [
      "TLS to a server that speaks none",
      "tls",
      async () => `https://127.0.0.1:${(await start(answering(200))).port}`,
    ],
    [
      "a server that hangs up",
      "network",
      async () => (await start((response) => void response.destroy())).url,
    ],
  ])("to %s fails in a word: %s", async (_, failed, urlOf) => {
    expect(await post(await urlOf())).toEqual({ failed });
  });

  test.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "CERT_HAS_EXPIRED",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("to a server whose certificate is not good (%s) fails as TLS", (code) => {
    expect(failureOf(Object.assign(new Error("x"), { code }))).toBe("tls");
  });

  test("of many at once each is made, names are shared", async () => {
    const { port, got } = await start(answering(204));
    const urls = Array.from({ length: 100 }, (_, n) => `http://localhost:${port}/${n}`);
    const replies = await Promise.all(urls.map((url) => post(url)));
    expect(new Set(replies.map((reply) => "status" in reply && reply.status))).toEqual(
      new Set([204]),
    );
    expect(new Set(got.map(({ path }) => path)).size).toBe(100);
  });
});

describe("guarded", () => {
  test.each([
    ["a name of this machine", "localhost"],
    ["loopback", "127.0.0.1"],
    ["loopback, written as a number", "0x7f000001"],
    ["loopback by IPv6", "[::1]"],
    ["loopback, as IPv6 maps it", "[::ffff:127.0.0.1]"],
  ])("no request is sent to %s", async (_, host) => {
    const { port } = await start(answering(200));
    expect(await post(`https://${host}:${port}`, { web: guarded })).toEqual({ failed: "private" });
    expect(receiver!.connections).toBe(0);
  });

  test("no request is sent without TLS", async () => {
    const { url } = await start(answering(200));
    expect(await post(url, { web: guarded })).toEqual({ failed: "insecure" });
    expect(receiver!.connections).toBe(0);
  });
});

describe("a host of one's own", () => {
  const webFor = (hosts: string) =>
    new NodeHttpClient({ isGuarded: true, ownHosts: readOwnHosts(hosts)! });

  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["LOCALHOST, crm.internal", "localhost"],
    ["127.0.0.1:PORT", "127.0.0.1"],
    ["127.1", "127.0.0.1"],
  ])("%s is asked, also without TLS", async (hosts, host) => {
    const { port } = await start(answering(200, "yes"));
    const web = webFor(hosts.replace("PORT", String(port)));
    expect(await post(`http://${host}:${port}`, { web })).toEqual({ status: 200, text: "yes" });
  });

  test.each([
    ["127.0.0.1:1", "http://127.0.0.1:PORT"],
    ["127.0.0.1", "http://127.0.0.2:PORT"],
    ["127.0.0.1", "http://localhost:PORT"],
    ["127.0.0.1", "http://127.0.0.1@127.0.0.2:PORT"],
    ["internal", "http://crm.internal:PORT"],
  ])("%s does not let %s be asked", async (hosts, url) => {
    const { port } = await start(answering(200));
    const web = webFor(hosts);
    expect(await post(url.replace("PORT", String(port)), { web })).toEqual({ failed: "insecure" });
    expect(receiver!.connections).toBe(0);
  });

  test.each([
    "",
    "a b",
    "http://crm.internal",
    "crm.internal/x",
    "user@crm",
    "a,,b",
    "crm:x",
    "*.internal",
  ])("no host: %j", (text) => {
    expect(readOwnHosts(text)).toBeUndefined();
  });

  test("IPv6 stands in brackets", () => {
    expect([...readOwnHosts("[0:0::1], [::1]:4000")!]).toEqual(["[::1]", "[::1]:4000"]);
  });
});

async function freePort(): Promise<number> {
  const { port } = await start(answering(200));
  await receiver!.stop();
  receiver = undefined;
  return port;
}
