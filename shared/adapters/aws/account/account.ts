import type { Identity, Sending } from "./sending.ts";
import type { DeployedStack } from "./stacks.ts";

/** A schedule that invokes a function. */
export type Schedule = { name: string; enabled: boolean };

/**
 * The AWS calls of the operator's tools, with the operator's credentials. Every method throws
 * `Denied` for missing credentials or rights (the message names the action), `Unavailable` when AWS
 * does not answer, and `Defect` when it refuses for another reason.
 */
export type Account = {
  /**
   * @throws NotFound when there is no such stack in this region; InvalidInput when no region is
   * known
   */
  findStack: (name: string) => Promise<DeployedStack>;
  /** Creates the parameter unless it exists; true if it was created. */
  makeSecret: (name: string, value: string) => Promise<boolean>;
  /** Creates or replaces the parameter. */
  putSecret: (name: string, value: string) => Promise<void>;
  /** Decrypted parameters by name, at most 10; missing ones are left out. */
  readSecrets: (names: string[]) => Promise<Map<string, string>>;
  /** @throws Unavailable when the function fails, even if its work was done */
  invoke: (functionName: string, payload: object) => Promise<unknown>;
  sending: () => Promise<Sending>;
  identities: () => Promise<Identity[]>;
  /** Every schedule rule of the stack. */
  schedules: (stackName: string) => Promise<Schedule[]>;
};

/** The account and region; defaults come from the environment and AWS's own files. */
export type AccountChoice = { region?: string; profile?: string };
