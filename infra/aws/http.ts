import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import type { Worker } from "./worker.ts";

/** Of all callers together: far above a busy sender's clicks, far below a costly flood. */
const THROTTLE = { rateLimit: 1_000, burstLimit: 2_000 };

/** The one public address; who may do what is decided by the functions behind it. */
export class Http extends Construct {
  readonly url: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#api = new HttpApi(this, "Api", {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    const logGroup = new LogGroup(this, "AccessLog", {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "Stage", {
      httpApi: this.#api,
      stageName: "$default",
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup) },
    });
    this.url = this.#api.apiEndpoint;
    new CfnOutput(this, "Url", { value: this.url }).overrideLogicalId(OUTPUTS.url);
  }

  /** Leads the prefixes that a function declared to it, with everything below them. */
  route({ trigger, lambda }: Worker): void {
    const prefixes = trigger.sources.flatMap((source) =>
      source.kind === "http" ? source.prefixes : [],
    );
    if (prefixes.length === 0) return;
    const integration = new HttpLambdaIntegration("Lambda", lambda);
    for (const prefix of prefixes) {
      for (const path of [prefix, `${prefix}/{proxy+}`]) {
        this.#api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
      }
    }
  }
}
