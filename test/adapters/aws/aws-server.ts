import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";

export type Asked = { action: string; body: string };
export type Answer = { status?: number; headers?: Record<string, string>; body: object | string };

/** A place without any credentials. */
const NOWHERE = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
  AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
  AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
  AWS_PROFILE: undefined,
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
};

/**
 * A server that SDK clients take for AWS, until the file's tests are done; `answer` may change with
 * each test.
 */
export function awsServer() {
  const asked: Asked[] = [];
  const state: { answer: (asked: Asked) => Answer } = { answer: () => ({ body: {} }) };
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString("utf8");
    const target = String(request.headers["x-amz-target"] ?? "").split(".")[1];
    const action = target ?? /^Action=(\w+)/.exec(body)?.[1] ?? request.url!;
    asked.push({ action, body });
    const { status = 200, headers, body: said } = state.answer({ action, body });
    response.writeHead(status, headers);
    response.end(typeof said === "string" ? said : JSON.stringify(said));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  beforeEach(() => {
    asked.length = 0;
    for (const [name, value] of Object.entries(NOWHERE)) vi.stubEnv(name, value);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => server.close());
  return { asked, state };
}
