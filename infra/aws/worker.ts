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
import type { Manifest } from "#functions/runtime/manifest.ts";
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
const isWokenByQueues = ({ sources }: Manifest) => sources.some(({ kind }) => kind === "queue");

/** One function as its manifest declares it, with a role and a log of its own. */
export class Worker extends Construct {
  readonly manifest: Manifest;
  readonly lambda: NodejsFunction;

  constructor(
    scope: Construct,
    id: string,
    manifest: Manifest,
    at: Resources,
    { apart, reserved }: { apart?: Isolation | undefined; reserved?: number | undefined } = {},
  ) {
    super(scope, id);
    this.manifest = manifest;
    const logGroup = newLog(this, manifest.name);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    });
    logGroup.grantWrite(role);
    for (const statement of statementsOf(manifest.uses, at, this)) role.addToPolicy(statement);
    apart?.admit(role);
    this.lambda = new NodejsFunction(this, "Function", {
      description: manifest.impact,
      entry: `${ROOT}functions/${manifest.name}/lambda.ts`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(manifest.timeoutSeconds),
      memorySize: manifest.memoryMb,
      reservedConcurrentExecutions: reserved,
      environment: environmentOf(manifest, at),
      bundling: bundlingOf(manifest.name),
      awsSdkConnectionReuse: false,
      role,
      logGroup,
      // START, END and REPORT of every invocation cost more than all that we write; Lambda's
      // metrics say the same.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      recursiveLoop: isWokenByQueues(manifest) ? RecursiveLoop.ALLOW : undefined,
      ...apart?.place,
    });
    addSources(this, this.lambda, manifest.sources, at.queues);
  }
}
