import type { Identity, Sending } from "./sending.ts";
import type { DeployedStack } from "./stacks.ts";

/** What wakes a function by the clock. */
export type Schedule = { name: string; enabled: boolean };

/**
 * What an operator's tools ask of the AWS account that Dripstack is deployed in, with the operator's own credentials.
 * Every method throws `Denied` when there are no credentials or they lack a right (the message names the action),
 * `Unavailable` when AWS does not answer, and `Defect` when it refuses the call for another reason.
 */
export type Account = {
  /** @throws NotFound when there is no such stack in this region; InvalidInput when no region is known */
  findStack: (name: string) => Promise<DeployedStack>;
  /** Whether the parameter was made now: one that is there stays as it is. */
  makeSecret: (name: string, value: string) => Promise<boolean>;
  /** Writes the parameter, whatever it held before. */
  putSecret: (name: string, value: string) => Promise<void>;
  /** Decrypted parameters by name; a missing one is left out. At most 10 names. */
  readSecrets: (names: string[]) => Promise<Map<string, string>>;
  /** What the function answers, parsed. @throws Unavailable when it fails: it may have done its work all the same */
  invoke: (functionName: string, payload: object) => Promise<unknown>;
  sending: () => Promise<Sending>;
  identities: () => Promise<Identity[]>;
  /** Every schedule rule of the stack. */
  schedules: (stackName: string) => Promise<Schedule[]>;
};

/** Which account and region; what is left out follows from the environment and AWS's own files. */
export type Choice = { region?: string; profile?: string };
