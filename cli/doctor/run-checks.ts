import { Client } from "dripstack/client";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { secretsPrefix } from "#shared/adapters/aws/names.ts";
import { DripError } from "#shared/kernel/errors.ts";
import { SECRETS } from "#shared/ports/secrets.ts";
import type { Api } from "../client.ts";
import { addressOf } from "../stack-address.ts";
import { type Finding, fix } from "./finding.ts";
import { checkHealth } from "./health.ts";
import { checkSchedules } from "./schedule.ts";
import { checkSecrets } from "./secrets.ts";
import { checkIdentities, checkSender, findSender } from "./sender.ts";
import { checkSending } from "./sending.ts";
import { checkStack } from "./stack.ts";
import { findStop } from "./stop.ts";

/** Runs all checks of a stack at once; a check that fails to run is a finding itself. */
export async function runChecks(
  account: Account,
  stack: DeployedStack,
  { url, key }: Api,
): Promise<Finding[]> {
  const names = SECRETS.map((secret) => secretsPrefix(stack.name) + secret);
  const client = () =>
    new Client({ url: url ?? addressOf(stack).url, ...(key !== undefined && { key }) });
  const findings = await Promise.all([
    check("stack", async () => checkStack(stack)),
    check("secrets", async () => checkSecrets(names, await account.readSecrets(names))),
    check("schedule", async () => checkSchedules(await account.schedules(stack.name))),
    check("api", async () => checkHealth(await client().request("GET", "/v1/health"))),
    check("sender", async () =>
      key === undefined
        ? checkIdentities(await account.identities())
        : checkSender(await account.identities(), await findSender(client())),
    ),
    check("stopped", async () => (key === undefined ? [] : await findStop(client()))),
    check("ses", async () => checkSending(await account.sending())),
  ]);
  return findings.flat();
}

async function check(name: string, ask: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DripError) return [fix(name, error.message)];
    throw error;
  }
}
