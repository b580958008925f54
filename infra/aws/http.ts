import { CfnOutput, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import { PERIOD } from "./figures.ts";
import { newLog } from "./log.ts";
import type { Worker } from "./worker.ts";

/** Of all callers together: far above a busy sender's clicks, far below a costly flood. */
const THROTTLE = { rateLimit: 1_000, burstLimit: 2_000 };

/** JSON, so that one can ask for it by `{ $.status >= 500 }`. Of the path only the route: ids and links stay out. */
const ACCESS_LINE = `{${[
  '"at":"$context.requestTime"',
  '"ip":"$context.identity.sourceIp"',
  '"route":"$context.routeKey"',
  '"status":$context.status',
  '"ms":"$context.responseLatency"',
  '"error":"$context.error.message"',
  '"failure":"$context.integrationErrorMessage"',
  '"id":"$context.requestId"',
].join(",")}}`;

/** The one public address; who may do what is decided by the functions behind it. */
export class Http extends Construct {
  readonly url: string;
  readonly serverErrors: Metric;
  readonly requests: Metric;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#api = new HttpApi(this, "Api", {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    new HttpStage(this, "Stage", {
      httpApi: this.#api,
      stageName: "$default",
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(newLog(this, "access")),
        format: AccessLogFormat.custom(ACCESS_LINE),
      },
    });
    this.url = this.#api.apiEndpoint;
    const summed = { statistic: "Sum", period: PERIOD };
    this.serverErrors = this.#api.metricServerError(summed);
    this.requests = this.#api.metricCount(summed);
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
