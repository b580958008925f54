import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { SECRETS } from "#shared/ports/secrets.ts";
import { awsServer } from "#test/adapters/aws/aws-server.ts";
import manifest from "../../package.json" with { type: "json" };

const { asked, state } = awsServer();

/** The program that `npx dripstack` starts, in a process of its own. */
async function dripstack(...args: string[]) {
  const child = spawn(process.execPath, [manifest.bin.dripstack, ...args], { env: process.env });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { code, out, err };
}

test("the real program makes the first key: stack, secrets, invocation, a look at SES", async () => {
  const outputs = { Url: "https://abc.example.com", ApiFunction: "api-1" };
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const stack = `<member><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join("")}</Outputs></member>`;
  state.answer = ({ action }) => {
    if (action === "DescribeStacks") {
      return {
        body: `<R><DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult></R>`,
      };
    }
    return { body: action.endsWith("/invocations") ? { id: "i", key: "drip_k" } : {} };
  };
  const { code, out, err } = await dripstack("keys", "create", "--region", "us-east-1");
  expect(code).toBe(0);
  expect(out).toMatch(/^export DRIPSTACK_URL=https:\/\/abc\.example\.com DRIPSTACK_KEY=drip_k\n/);
  const names = SECRETS.map((name) => `/Dripstack/${name}`);
  expect(err).toContain(`each: ${names.join(", ")}.`);
  expect(asked.map(({ action }) => action)).toEqual([
    "DescribeStacks",
    ...SECRETS.map(() => "PutParameter"),
    "/2015-03-31/functions/api-1/invocations",
    "/v2/email/account",
  ]);
  expect(JSON.parse(asked[SECRETS.length + 1]!.body)).toEqual({
    createKey: { name: "first", scopes: ["admin"] },
  });
});

test("it exits with 1 for a failure and with 2 for wrong usage, with words on stderr alone", async () => {
  state.answer = () => ({ status: 403, body: "<R><Error><Code>AccessDenied</Code></Error></R>" });
  const denied = await dripstack("doctor", "--region", "us-east-1");
  expect([denied.code, denied.out]).toEqual([1, ""]);
  expect(denied.err).toContain("lack the right cloudformation:DescribeStacks");
  const wrong = await dripstack("doctor", "--stuck");
  expect([wrong.code, wrong.out]).toEqual([2, ""]);
  expect(wrong.err).toContain("Did you mean --stack?");
});
