import { Duration } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Construct } from "constructs";
import type { Trigger } from "#functions/runtime/trigger.ts";
import { bundlingOf, ROOT } from "./bundling.ts";
import { environmentOf } from "./environment.ts";
import { statementsOf } from "./grants.ts";
import type { Isolation } from "./isolation.ts";
import { newLog } from "./log.ts";
import type { Resources } from "./resources.ts";
import { addSources } from "./sources.ts";

/**
 * What waits for its turn goes back to its own queue, as often as it has to: its age ends that.
 * Lambda takes the sixteenth time for an endless loop, and would make it a dead letter.
 */
const isWokenByQueues = ({ sources }: Trigger) => sources.some(({ kind }) => kind === "queue");

/** One function as its trigger declares it, with a role and a log of its own. */
export class Worker extends Construct {
  readonly trigger: Trigger;
  readonly lambda: NodejsFunction;

  constructor(
    scope: Construct,
    id: string,
    trigger: Trigger,
    at: Resources,
    { apart, reserved }: { apart?: Isolation | undefined; reserved?: number | undefined } = {},
  ) {
    super(scope, id);
    this.trigger = trigger;
    const logGroup = newLog(this, trigger.name);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    });
    logGroup.grantWrite(role);
    for (const statement of statementsOf(trigger.uses, at, this)) role.addToPolicy(statement);
    apart?.admit(role);
    this.lambda = new NodejsFunction(this, "Function", {
      description: trigger.impact,
      entry: `${ROOT}functions/${trigger.name}/lambda.ts`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(trigger.timeoutSeconds),
      memorySize: trigger.memoryMb,
      reservedConcurrentExecutions: reserved,
      environment: environmentOf(trigger, at),
      bundling: bundlingOf(trigger.name),
      awsSdkConnectionReuse: false,
      role,
      logGroup,
      // START, END and REPORT of every invocation cost more than all that we write; Lambda's
      // metrics say the same.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      recursiveLoop: isWokenByQueues(trigger) ? RecursiveLoop.ALLOW : undefined,
      ...apart?.place,
    });
    addSources(this, this.lambda, trigger.sources, at.queues);
  }
}
