import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { MiniStack } from "./ministack.ts";

/** What the emulator's CloudFront does not do: it dials no origin at an address of AWS. */
type Behavior = {
  PathPattern: string;
  AllowedMethods: string[];
  CachePolicyId: string;
  OriginRequestPolicyId: string;
};
/** AWS's own policies that this proxy knows, by their documented ids. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

export type Edge = {
  port: number;
  /** Asks as a program does that is no browser. */
  ask: (
    method: string,
    path: string,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; type: string | undefined }>;
  close: () => void;
};

/**
 * The edge of a deployed distribution, as the host `domain` on a port of this machine. The
 * emulator's own CloudFront answers by the distribution; only requests that a behavior of
 * `template` leads to the API go to the emulator's API Gateway from here.
 */
export async function openEdge(
  emulator: MiniStack,
  domain: string,
  apiUrl: string,
  template: { Resources: object },
): Promise<Edge> {
  const behaviors = apiBehaviors(template);
  const tls = join(emulator.folder, "tmp", "ministack-tls");
  const [key, cert] = await Promise.all(
    ["server.key", "server.crt"].map((name) => readFile(join(tls, name))),
  );
  const server = createServer({ key, cert }, async (asked, answer) => {
    const path = asked.url!.split("?")[0]!;
    const behavior = behaviors.find(({ PathPattern }) => matches(PathPattern, path));
    if (!behavior) return pass(emulator.url, asked, answer, { ...asked.headers, host: domain });
    if (!behavior.AllowedMethods.includes(asked.method!)) return answer.writeHead(403).end();
    // Its `Host` is the API's, and the last is API Gateway's own word.
    const { host: _host, ...headers } = asked.headers;
    pass(apiUrl, asked, answer, { ...headers, "x-forwarded-proto": "https" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    ask: (method, path, headers = {}) =>
      new Promise((resolve, reject) => {
        const options = { port, method, path, headers, rejectUnauthorized: false };
        request({ host: "127.0.0.1", ...options }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode!, type: answer.headers["content-type"] });
        })
          .on("error", reject)
          .end();
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @throws Error for a policy that this proxy does not follow */
function apiBehaviors({ Resources }: { Resources: object }): Behavior[] {
  type Loose = { Type: string; Properties: { DistributionConfig: { CacheBehaviors: Behavior[] } } };
  const all: Loose[] = Object.values(Resources);
  const found = all
    .filter(({ Type }) => Type === "AWS::CloudFront::Distribution")
    .flatMap(({ Properties }) => Properties.DistributionConfig.CacheBehaviors);
  for (const { CachePolicyId, OriginRequestPolicyId } of found) {
    const policies = [CachePolicyId, OriginRequestPolicyId];
    if (policies.join() !== [CACHING_DISABLED, ALL_VIEWER_EXCEPT_HOST].join()) {
      throw new Error(`the edge of the tests does not know ${policies}`);
    }
  }
  return found;
}

const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(path);

function pass(
  base: string,
  asked: IncomingMessage,
  answer: ServerResponse,
  headers: IncomingMessage["headers"],
): void {
  const options = { method: asked.method!, headers, rejectUnauthorized: false };
  const passed = request(`${base}${asked.url}`, options, (got) => {
    answer.writeHead(got.statusCode!, got.headers);
    got.pipe(answer);
  });
  passed.on("error", () => answer.destroy());
  asked.pipe(passed);
}
