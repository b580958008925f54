import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { upload } from "#infra/aws/upload-console/upload.ts";
import { consoleFiles, consoleOr } from "#infra/standalone/console-files.ts";
import { wireFunctions } from "#infra/standalone/wire-functions.ts";
import { BUILT_FILES, makeTemplate } from "#test/infra/aws/make-template.ts";
import { readEdge } from "#test/infra/aws/read-edge.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { makeWorld } from "#test/support/world.ts";
import { listen } from "../standalone/raw-http.ts";

const folder = tempFolder("console");
mkdirSync(`${folder}/assets`);
for (const name of BUILT_FILES) writeFileSync(`${folder}/${name}`, name);

const { world, queue } = makeWorld();
const { pick, fallback } = wireFunctions(world, queue);
const pages = consoleOr(fallback, consoleFiles(folder));
/** A real request to the process. */
async function ask(path: string, method = "GET") {
  const { port } = await listen({}, (event, context) =>
    (pick(event.rawPath) ?? pages)(event, context),
  );
  return fetch(`http://127.0.0.1:${port}${path}`, { method });
}

const edge = readEdge(makeTemplate());
const stored: Record<string, Record<string, string>> = {};
await upload(
  {
    put: async (name, _, headers) => {
      stored[`/${name}`] = headers;
    },
    remove: async () => {},
    list: async () => [],
  },
  folder,
  [],
);

/** Written down a second time: what changes one of them is to be entered here on purpose. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' https: http: data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
/** Over http a browser ignores it, and the process may have no TLS before it. */
const HSTS = { "strict-transport-security": "max-age=31536000" };
const FOREVER = "public, max-age=31536000, immutable";
const PAGE = "text/html; charset=utf-8";

test.each([
  ["/", "/index.html", PAGE, "no-cache"],
  ["/index.html", "/index.html", PAGE, "no-cache"],
  ["/sequences/welcome/canvas", "/index.html", PAGE, "no-cache"],
  ["/contacts/ada@example.com", "/index.html", PAGE, "no-cache"],
  ["/contacts/a.json", "/index.html", PAGE, "no-cache"],
  ["/contacts/ada.lovelace.js", "/index.html", PAGE, "no-cache"],
  ["/contacts/icon.svg", "/index.html", PAGE, "no-cache"],
  ["/contacts/assets", "/index.html", PAGE, "no-cache"],
  ["/contacts/%2Fassets%2Fapp-1a2b.js", "/index.html", PAGE, "no-cache"],
  ["/sequences/a/assets/app-1a2b.js", "/index.html", PAGE, "no-cache"],
  ["/v1.5-launch", "/index.html", PAGE, "no-cache"],
  ["/assets/app-1a2b.js", "/assets/app-1a2b.js", "text/javascript; charset=utf-8", FOREVER],
  ["/icon.svg", "/icon.svg", "image/svg+xml", "no-cache"],
])("%s is the file %s in both places, with the same headers", async (path, file, type, cache) => {
  const expected = { ...HEADERS, "content-type": type, "cache-control": cache };
  for (const method of ["GET", "HEAD"]) {
    const answer = await ask(path, method);
    expect([answer.status, await answer.text()]).toEqual([
      200,
      method === "GET" ? file.slice(1) : "",
    ]);
    expect(Object.fromEntries(answer.headers)).toMatchObject(expected);
    expect(answer.headers.has("strict-transport-security")).toBe(false);
  }
  expect(edge.behaviorOf(path)).toBe(edge.behaviorOf("/"));
  expect(edge.fileOf(path)).toBe(file);
  expect({ ...stored[file], ...edge.headers }).toEqual({ ...expected, ...HSTS });
});

test.each(["/assets/gone-1a2b.js", "/assets/gone", "/favicon.ico", "/robots.txt"])(
  "%s is missing in both places, and no page",
  async (path) => {
    expect((await ask(path)).status).toBe(404);
    expect(edge.missing).toBe(404);
    expect(stored[edge.fileOf(path)]).toBeUndefined();
  },
);

test.each(["/", "//", "/?list-type=2", "/%2e%2e/", "/assets/..", "/assets"])(
  "%s lists no files in either place",
  (path) => {
    expect(edge.fileOf(path.replace(/\?.*/, ""))).not.toMatch(/^\/*$/);
    expect(edge.root).toBe("index.html");
  },
);

test.each([
  ["/v1/nothing", 404],
  ["/v1/contacts/ada", 401],
  ["/v1/me", 401],
])("%s is answered by the API in both places, as %i", async (path, status) => {
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  const behavior = edge.behaviorOf(path);
  expect(behavior.PathPattern).toBe("/v1/*");
  expect([behavior.ResponseHeadersPolicyId, behavior.FunctionAssociations]).toEqual([
    undefined,
    undefined,
  ]);
});
