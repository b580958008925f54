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
import { createLogGroup } from "./log-group.ts";
import type { Resources } from "./resources.ts";
import { addSources } from "./sources.ts";

/**
 * Functions of queues may put messages back onto their own queue, limited by the message's age.
 * Lambda would take the sixteenth time for an infinite loop.
 */
const isWokenByQueues = ({ sources }: Manifest) => sources.some(({ kind }) => kind === "queue");

/** A function as its manifest declares it, with its own role and log. */
export class Worker extends Construct {
  readonly manifest: Manifest;
  readonly lambda: NodejsFunction;

  constructor(
    scope: Construct,
    id: string,
    manifest: Manifest,
    at: Resources,
    {
      isolation,
      reserved,
    }: { isolation?: Isolation | undefined; reserved?: number | undefined } = {},
  ) {
    super(scope, id);
    this.manifest = manifest;
    const logGroup = createLogGroup(this, manifest.name);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    });
    logGroup.grantWrite(role);
    for (const statement of statementsOf(manifest.uses, at, this)) role.addToPolicy(statement);
    isolation?.admit(role);
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
      // START, END and REPORT lines would cost more than all our logs; Lambda's metrics have the
      // same data.
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      recursiveLoop: isWokenByQueues(manifest) ? RecursiveLoop.ALLOW : undefined,
      ...isolation?.place,
    });
    addSources(this, this.lambda, manifest.sources, at.queues);
  }
}
