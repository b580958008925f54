import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { routes } from "#functions/api/routes.ts";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { describeFields } from "#shared/automation/language/index.ts";
import { describeApi } from "#shared/http/index.ts";
import { type Budgets, readBudgets } from "#test/budgets/budgets.ts";
import { bundle, bundleEnv as env } from "#test/support/bundle.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/**
 * `render` carries MJML. Only `api` reads CSV, writes JSON Schemas, simulates sequences and has
 * what the console asks for (docs/performance.md).
 */
const { any, ...own }: Budgets["bundleKb"] = readBudgets().bundleKb;
const folder = tempFolder();
const made = new Map<string, Promise<string>>();
const bundled = (name: string) => made.get(name) ?? made.set(name, bundle(name, folder)).get(name)!;

test.each(MANIFESTS.map(({ name }) => name))(
  "the bundle of %s loads and is small",
  async (name) => {
    const file = await bundled(name);
    const limit = own[name] === undefined ? any : own[name];
    expect(statSync(file).size / 1024).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
    const script = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
    expect(execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" })).toBe(
      "function",
    );
  },
);

test("the bundled API describes itself as the one that is not bundled does", async () => {
  const file = await bundled("api");
  const event = {
    version: "2.0",
    rawPath: "/v1/openapi.json",
    rawQueryString: "",
    headers: {},
    requestContext: { requestId: "r", http: { method: "GET" } },
  };
  const script = `require(${JSON.stringify(file)}).handler(${JSON.stringify(event)}, {})
    .then(({ body }) => process.stdout.write(body))`;
  const body = execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" });
  expect(JSON.parse(body)).toEqual(
    JSON.parse(JSON.stringify(describeApi(routes, env.PUBLIC_URL!, describeFields))),
  );
});
