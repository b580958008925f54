import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { expect, test } from "vitest";
import { s3Bucket } from "#infra/aws/upload-console/bucket.ts";
import { createHandler } from "#infra/aws/upload-console/handle.ts";
import { Defect } from "#shared/kernel/errors.ts";
import { tempFolder } from "#test/support/temp-folder.ts";

/** A bucket in memory; `fails` answers for it. */
function makeBucket(fails?: () => Promise<never>) {
  const objects = new Map<string, Record<string, string>>();
  const order: string[] = [];
  const bucket = {
    put: async (name: string, _bytes: Uint8Array, headers: Record<string, string>) => {
      await fails?.();
      objects.set(name, headers);
      order.push(name);
    },
    remove: async (name: string) => void objects.delete(name),
    list: async () => (await fails?.()) ?? [...objects.keys()],
  };
  return { bucket, objects, order, names: () => [...objects.keys()].toSorted() };
}

function builtWith(script: string): string {
  const folder = tempFolder("built");
  mkdirSync(`${folder}/assets`);
  mkdirSync(`${folder}/.vite`);
  const names = [`assets/${script}`, `assets/${script}.br`, "index.html", ".vite/manifest.json"];
  for (const name of names) writeFileSync(`${folder}/${name}`, name);
  return folder;
}

/** Runs the function for an event; what CloudFormation is told. */
async function run(
  event: object,
  { bucket }: Pick<ReturnType<typeof makeBucket>, "bucket">,
  folder: string,
  { leftMs = 60_000, refusals = 0 } = {},
) {
  const answers: Record<string, string>[] = [];
  let refused = 0;
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const isRefused = refused++ < refusals;
    // Signed without a type.
    expect([request.method, request.headers["content-type"]]).toEqual(["PUT", undefined]);
    if (!isRefused) answers.push(JSON.parse(body));
    response.writeHead(isRefused ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const ids = { StackId: "stack", RequestId: "request", LogicalResourceId: "Files" };
  const whole = { ...ids, ResponseURL, ResourceProperties: { Bucket: "b" }, ...event };
  await createHandler(
    () => bucket,
    folder,
    1,
  )(whole as unknown as CloudFormationCustomResourceEvent, {
    getRemainingTimeInMillis: () => leftMs,
  });
  server.close();
  expect(answers).toHaveLength(1);
  expect(answers[0]).toMatchObject({ ...ids, PhysicalResourceId: "b" });
  return answers[0]!;
}

const update = (...Files: string[]) => ({
  RequestType: "Update",
  OldResourceProperties: { Bucket: "b", Files },
});

test("a first deployment puts every file with its headers, pages last", async () => {
  const made = makeBucket();
  expect(await run({ RequestType: "Create" }, made, builtWith("a.js"))).toMatchObject({
    Status: "SUCCESS",
  });
  expect(made.order).toEqual(["assets/a.js", "index.html"]);
  expect(made.objects.get("index.html")).toEqual({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
  });
  expect(made.objects.get("assets/a.js")!["cache-control"]).toContain("immutable");
});

test("the next one keeps what the one before put there, and removes what is older", async () => {
  const made = makeBucket();
  await run({ RequestType: "Create" }, made, builtWith("a.js"));
  await run(update("assets/a.js", "index.html"), made, builtWith("b.js"));
  expect(made.names()).toEqual(["assets/a.js", "assets/b.js", "index.html"]);
  await run(update("assets/b.js", "index.html"), made, builtWith("c.js"));
  expect(made.names()).toEqual(["assets/b.js", "assets/c.js", "index.html"]);
});

test("going away empties the bucket, and finds nothing to do if that is gone", async () => {
  const made = makeBucket();
  await run({ RequestType: "Create" }, made, builtWith("a.js"));
  await run({ RequestType: "Delete" }, made, builtWith("a.js"));
  expect(made.names()).toEqual([]);
  const gone = makeBucket(() => Promise.reject(new Defect("s3 refused a call: 404 NoSuchBucket")));
  const answer = await run({ RequestType: "Delete" }, gone, builtWith("a.js"));
  expect(answer.Status).toBe("SUCCESS");
});

test("a new role is waited for whose rights have not reached S3", async () => {
  let refusals = 3;
  const made = makeBucket(async () => {
    if (refusals-- > 0) throw new Defect("s3 refused a call: 403 AccessDenied");
    return undefined as never;
  });
  const answer = await run({ RequestType: "Create" }, made, builtWith("a.js"));
  expect([answer.Status, made.names()]).toEqual(["SUCCESS", ["assets/a.js", "index.html"]]);
});

test("a failure is answered with its reason, and so is a want of time", async () => {
  const broken = makeBucket(() =>
    Promise.reject(new Defect("s3 refused a call: 403 AccessDenied")),
  );
  expect(await run({ RequestType: "Create" }, broken, builtWith("a.js"))).toMatchObject({
    Status: "FAILED",
    Reason: "the console's files: s3 refused a call: 403 AccessDenied",
  });
  const slow = makeBucket(() => new Promise<never>(() => {}));
  const options = { leftMs: 15_020 };
  expect(await run({ RequestType: "Create" }, slow, builtWith("a.js"), options)).toMatchObject({
    Status: "FAILED",
    Reason: "it took longer than 20 ms",
  });
});

test("a folder without its files fails the deployment instead of emptying the page", async () => {
  const answer = await run({ RequestType: "Create" }, makeBucket(), "/nowhere");
  expect(answer).toMatchObject({ Status: "FAILED", Reason: expect.stringContaining("ENOENT") });
});

test("an answer that is not taken is sent again", async () => {
  const options = { refusals: 2 };
  const answer = await run({ RequestType: "Create" }, makeBucket(), builtWith("a.js"), options);
  expect(answer.Status).toBe("SUCCESS");
});

test("S3 is asked by path, with the sum of each body, which the signature covers", async () => {
  const asked: object[] = [];
  const bucket = s3Bucket(async ({ method, path, headers, service }) => {
    asked.push([service, method, path, headers["x-amz-content-sha256"]?.slice(0, 8)]);
    return { status: 200, headers: {}, text: "<Key>index.html</Key><Key>assets/a.js</Key>" };
  }, "b");
  await bucket.put("assets/a.js", Buffer.from("x"), { "content-type": "text/javascript" });
  await bucket.remove("assets/a.js");
  expect(await bucket.list()).toEqual(["index.html", "assets/a.js"]);
  expect(asked).toEqual([
    ["s3", "PUT", "/b/assets/a.js", "2d711642"],
    ["s3", "DELETE", "/b/assets/a.js", "e3b0c442"],
    ["s3", "GET", "/b", "e3b0c442"],
  ]);
});
