import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { publicDocument } from "#shared/http/index.ts";
import { makeApi } from "#test/support/api.ts";

const DOCUMENTS = ["/v1/openapi.json", "/v1/schemas/sequence.json"];

test.each(DOCUMENTS)("%s is not sent again to those who have it", async (path) => {
  const { call } = await makeApi();
  const first = await call("GET", path, undefined, { key: null });
  expect(first.headers["cache-control"]).toMatch(/^public, max-age=\d+$/);
  const headers = { "if-none-match": first.headers.etag! };
  const again = await call("GET", path, undefined, { key: null, headers });
  expect([again.status, again.text]).toEqual([304, ""]);
});

test.each(DOCUMENTS)("%s is packed for callers that say they can unpack it", async (path) => {
  const { call } = await makeApi();
  const ask = (accepted: string) =>
    call("GET", path, undefined, { key: null, headers: { "accept-encoding": accepted } });
  const plain = await ask("br, gzip;q=0");
  const packed = await ask("br;q=1.0, gzip;q=0.8");
  expect(packed.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-type": plain.headers["content-type"],
    etag: plain.headers.etag,
    vary: "accept-encoding",
  });
  expect(gunzipSync(Buffer.from(packed.text, "base64")).toString()).toBe(plain.text);
  expect(packed.text.length).toBeLessThan(plain.text.length / 4);
});

test("a document is made once, and again only for another address", () => {
  const made: string[] = [];
  const answer = publicDocument((of) => {
    made.push(of);
    return { of };
  }, {});
  for (const url of ["a", "a", "b", "b"]) {
    expect(answer(url, {}).raw).toBe(`{"of":"${url}"}`);
  }
  expect(made).toEqual(["a", "b"]);
});
