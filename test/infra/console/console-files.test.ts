import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { consoleFiles } from "#infra/standalone/console-files.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

const folder = tempFolder("console");
mkdirSync(join(folder, "assets"));
writeFileSync(join(folder, "index.html"), "<title>Dripstack</title>");
writeFileSync(join(folder, "index.html.br"), "packed");
writeFileSync(join(folder, "assets/app-1a2b.js"), "run()");
writeFileSync(join(folder, "..", "secret.js"), "secret");

const files = consoleFiles(folder);
const bodyOf = (path: string, headers = {}) =>
  Buffer.from(files(path, headers)?.body ?? "", "base64").toString();

test("the compressed copy goes to those who accept it", () => {
  expect(bodyOf("/", { "accept-encoding": "gzip, br" })).toBe("packed");
  expect(files("/", { "accept-encoding": "gzip, br" })!.headers["content-encoding"]).toBe("br");
  expect(bodyOf("/", { "accept-encoding": "identity" })).toBe("<title>Dripstack</title>");
});

test("nothing outside the built console is served", () => {
  for (const path of ["/assets/../../secret.js", "/no.js"]) {
    expect(files(path, {})).toBeUndefined();
  }
  for (const path of ["/../secret.js", "/%2e%2e/secret.js", "/a/../../secret.js"]) {
    expect(bodyOf(path)).toBe("<title>Dripstack</title>");
  }
});

test("a console that was not built says how to build it", () => {
  const reply = consoleFiles(join(folder, "nothing"))("/", {})!;
  expect(reply.statusCode).toBe(503);
  expect(Buffer.from(reply.body, "base64").toString()).toContain("npm run build:web");
});
