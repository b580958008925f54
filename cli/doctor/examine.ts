import { Client } from "dripstack/client";
import type { Account } from "#shared/adapters/aws/account/account.ts";
import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { secretsPrefix } from "#shared/adapters/aws/names.ts";
import { DripError } from "#shared/kernel/errors.ts";
import { SECRETS } from "#shared/ports/secrets.ts";
import type { Api } from "../client.ts";
import { addressOf } from "../stack-address.ts";
import { type Finding, fix } from "./finding.ts";
import { judgeHealth } from "./health.ts";
import { judgeSchedules } from "./schedule.ts";
import { judgeSecrets } from "./secrets.ts";
import { findSender, judgeIdentities, judgeSender } from "./sender.ts";
import { judgeSending } from "./sending.ts";
import { judgeStack } from "./stack.ts";
import { findStop } from "./stop.ts";

/** All checks of a stack, at once; one that can't be made is a finding itself. */
export async function examine(
  account: Account,
  stack: DeployedStack,
  { url, key }: Api,
): Promise<Finding[]> {
  const names = SECRETS.map((secret) => secretsPrefix(stack.name) + secret);
  const client = () =>
    new Client({ url: url ?? addressOf(stack).url, ...(key !== undefined && { key }) });
  const findings = await Promise.all([
    check("stack", async () => judgeStack(stack)),
    check("secrets", async () => judgeSecrets(names, await account.readSecrets(names))),
    check("schedule", async () => judgeSchedules(await account.schedules(stack.name))),
    check("api", async () => judgeHealth(await client().request("GET", "/v1/health"))),
    check("sender", async () =>
      key === undefined
        ? judgeIdentities(await account.identities())
        : judgeSender(await account.identities(), await findSender(client())),
    ),
    check("stopped", async () => (key === undefined ? [] : await findStop(client()))),
    check("ses", async () => judgeSending(await account.sending())),
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
