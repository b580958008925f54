import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { addressOf } from "../stack-address.ts";
import { type Finding, fix, note, ok } from "./finding.ts";

/** @throws Conflict when the stack is not fully deployed */
export function checkStack(stack: DeployedStack): Finding[] {
  addressOf(stack);
  const { name, region, status } = stack;
  const what = `${name} in ${region} is ${status}`;
  if (status.endsWith("_FAILED")) {
    return [fix("stack", `${what}: read its events, correct the cause and deploy again`)];
  }
  if (status.includes("ROLLBACK")) {
    return [note("stack", `${what}: the last deployment was undone, the version before it runs`)];
  }
  if (status.endsWith("IN_PROGRESS")) return [note("stack", `${what}: a deployment is under way`)];
  return [ok("stack", what)];
}
