import { createHandler } from "#functions/api/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import type { Sending } from "#shared/adapters/aws/account/sending.ts";
import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { makeWorld, seededEntropy } from "#test/support/world.ts";
import { run } from "../../cli/run.ts";

// The shell that runs the tests may have them set.
delete process.env.DRIPSTACK_URL;
delete process.env.DRIPSTACK_KEY;

export const SENDING: Sending = {
  enabled: true,
  sandbox: false,
  standing: "HEALTHY",
  perSecond: 14,
  perDay: 50_000,
  sentToday: 12,
  plan: "NONE",
  nextPlan: undefined,
};

export const stackOf = (given: Partial<DeployedStack> = {}): DeployedStack => ({
  name: "Dripstack",
  region: "us-east-1",
  status: "CREATE_COMPLETE",
  outputs: { Url: "https://abc.example.com/", ApiFunction: "Dripstack-ApiFunction-1" },
  ...given,
});

/** JSON there and back, as it goes over a wire. */
const wire = (value: unknown) => JSON.parse(JSON.stringify(value));

/**
 * The command line before an account in memory, in which the real `api` function is deployed over a
 * real table.
 */
export function makeDesk(overrides: Partial<Account> = {}) {
  const { world, clock } = makeWorld();
  const api = createHandler(world);
  const secrets = new Map<string, string>();
  const invoked: string[] = [];
  const opened: object[] = [];
  const browser = { opens: true, pages: [] as string[] };
  const account: Account = {
    findStack: async (name) => stackOf({ name }),
    makeSecret: async (name, value) => !secrets.has(name) && secrets.set(name, value).has(name),
    putSecret: async (name, value) => void secrets.set(name, value),
    readSecrets: async (names) => new Map([...secrets].filter(([name]) => names.includes(name))),
    invoke: async (functionName, payload) => {
      invoked.push(functionName);
      return wire(await api(wire(payload), lambdaContext()));
    },
    sending: async () => SENDING,
    identities: async () => [{ name: "example.com", verified: true }],
    schedules: async () => [{ name: "Dripstack-TickSchedule-1", enabled: true }],
    ...overrides,
  };
  const random = seededEntropy(7);
  const dripstack = async (...args: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(args, {
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      random,
      openPage: async (url) => {
        browser.pages.push(url);
        return browser.opens;
      },
      openAccount: async (choice) => {
        opened.push(choice);
        return account;
      },
    });
    return { code, out: out.join(""), err: err.join("") };
  };
  return { dripstack, world, clock, api, secrets, invoked, opened, browser };
}
