import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { networkOf } from "#functions/runtime/http/caller-network.ts";
import { toHead } from "#infra/standalone/http-event.ts";

const PROXY = "192.0.2.1";

function callerOf(forwarded: string | undefined, isBehindProxy = true): string {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: PROXY });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers["x-forwarded-for"] = forwarded;
  return networkOf(toHead(request, isBehindProxy).requestContext.http.sourceIp);
}

test.each([
  ["203.0.113.8", ["203.0.113.8:1001", "203.0.113.8:2", " 203.0.113.8 ", "[::ffff:203.0.113.8]:9"]],
  ["2001:db8::1", ["[2001:db8::1]:1001", "[2001:db8::1]", "2001:DB8:0::1", "2001:db8::1"]],
])("the caller %s is the same one however a proxy writes it", (caller, spellings) => {
  for (const spelling of spellings) {
    expect(callerOf(`198.51.100.7, ${spelling}`), spelling).toBe(networkOf(caller));
  }
});

test.each([
  "203.000.113.012",
  "203.0.113.8:",
  "203.0.113.8:a",
  "203.0.113.8:1:2",
  "[203.0.113.8",
  "[]:1",
  ":1",
  "unknown",
  "_hidden1",
  "203.0.113.8,",
  "",
  undefined,
])("what is no address (%j) counts as the proxy's", (forwarded) => {
  expect(callerOf(forwarded)).toBe(networkOf(PROXY));
});

test("without a proxy of ours the header says nothing", () => {
  expect(callerOf("203.0.113.8", false)).toBe(networkOf(PROXY));
});
