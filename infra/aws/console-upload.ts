import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CustomResource, Duration } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, LoggingFormat, Runtime, SystemLogLevel } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { builtFiles, fileHeaders } from "#infra/console/built-files.ts";
import { ROOT, uploadBundling } from "./bundling.ts";
import { createLogGroup } from "./log-group.ts";

const TIMEOUT = Duration.minutes(2);
/** CloudFormation's default is an hour, for a function that can not even begin. */
const GIVE_UP = Duration.minutes(6);

/** S3 signs paths as they are. */
const NEEDS_NO_ENCODING = /^[\w./-]+$/;

/**
 * Puts the console's files into its bucket in each deployment that changes them (decision 17).
 * @throws Error for a file whose name would need encoding
 */
export class ConsoleUpload extends Construct {
  constructor(scope: Construct, id: string, bucket: Bucket, folder: string) {
    super(scope, id);
    const files = builtFiles(folder);
    const wrong = files.find((name) => !NEEDS_NO_ENCODING.test(name));
    if (wrong !== undefined) throw new Error(`the console has a file of a wrong name: ${wrong}`);
    const logGroup = createLogGroup(this, "console-upload");
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    });
    logGroup.grantWrite(role);
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(["s3:PutObject", "s3:DeleteObject"], bucket.arnForObjects("*"));
    allow(["s3:ListBucket"], bucket.bucketArn);
    const lambda = new NodejsFunction(this, "Function", {
      description: "A deployment of the console fails.",
      entry: `${ROOT}infra/aws/upload-console/lambda.ts`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: TIMEOUT,
      memorySize: 512,
      bundling: uploadBundling(folder),
      awsSdkConnectionReuse: false,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    new CustomResource(this, "Files", {
      resourceType: "Custom::ConsoleFiles",
      serviceToken: lambda.functionArn,
      serviceTimeout: GIVE_UP,
      // The names tell the next deployment what this one put there.
      properties: { Bucket: bucket.bucketName, Files: files, Build: hashOf(folder, files) },
    });
  }
}

/** Changes with the files and the headers that are stored with them. */
function hashOf(folder: string, names: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of names) {
    hash.update(JSON.stringify([name, fileHeaders(name)])).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}
