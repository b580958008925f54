import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  Client,
  Conflict,
  Defect,
  Denied,
  InvalidInput,
  NotFound,
  TooMany,
  Unavailable,
} from "dripstack/client";
import { expect, onTestFinished, test } from "vitest";

/** A client of a server that answers every request so, and what was asked of it. */
async function clientOf(answer: (path: string) => { status: number; body: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const { status, body } = answer(request.url!);
    request.resume();
    response.writeHead(status, { "retry-after": "7" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { client: new Client({ url: `http://127.0.0.1:${port}/`, key: "k" }), asked };
}

test.each([
  [400, Defect],
  [401, Denied],
  [403, Denied],
  [404, NotFound],
  [409, Conflict],
  [422, InvalidInput],
  [429, TooMany],
  [503, Unavailable],
] as const)("a response of %i is thrown as what the caller should do", async (status, kind) => {
  const errors = [{ path: "/name", message: "is needed" }];
  const body = JSON.stringify({ detail: "not so", errors });
  const { client } = await clientOf(() => ({ status, body }));
  const error = await client.put("/v1/x", {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(kind);
  expect((error as Error).message).toContain(`PUT /v1/x was answered with ${status}: not so`);
  if (error instanceof InvalidInput || error instanceof Conflict) {
    expect(error.faults).toEqual(errors);
  }
  if (error instanceof TooMany) expect(error.retryAfterSeconds).toBe(7);
  expect((await client.request("GET", "/v1/x")).status).toBe(status);
});

test("a list is read page by page, to its end", async () => {
  const pages = [
    { items: [1, 2], cursor: "a&b" },
    { items: [], cursor: "c" },
    { items: [3], cursor: null },
  ];
  const { client, asked } = await clientOf(() => ({
    status: 200,
    body: JSON.stringify(pages.shift()),
  }));
  expect(await Array.fromAsync(client.list("/v1/x?state=live"))).toEqual([1, 2, 3]);
  expect(asked).toEqual(
    ["", "&cursor=a%26b", "&cursor=c"].map(
      (more) => `GET /v1/x?state=live&limit=200${more} Bearer k`,
    ),
  );
});

test("an API that does not answer is unavailable", async () => {
  const client = new Client({ url: "http://127.0.0.1:1" });
  await expect(client.get("/v1/health")).rejects.toThrow(Unavailable);
});
