import { CfnOutput, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Source } from "#functions/runtime/manifest.ts";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import type { RateLimit } from "#shared/kernel/token-bucket.ts";
import { createLogGroup } from "./log-group.ts";
import { PERIOD } from "./metrics.ts";
import type { Worker } from "./worker.ts";

/** For routes without their own limit; there are none. */
const THROTTLE = { rateLimit: 100, burstLimit: 200 };

/**
 * JSON, for filters such as `{ $.status >= 500 }`. Only the route, not the path: no ids or links.
 */
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

/** The public HTTP API; functions authorize. */
export class Http extends Construct {
  readonly url: string;
  /** The host of `url`. */
  readonly domain: string;
  readonly serverErrors: Metric;
  readonly requests: Metric;
  readonly #api: HttpApi;
  readonly #stage: CfnStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#api = new HttpApi(this, "Api", {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    const stage = new HttpStage(this, "Stage", {
      httpApi: this.#api,
      stageName: "$default",
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(createLogGroup(this, "access")),
        format: AccessLogFormat.custom(ACCESS_LINE),
      },
    });
    this.#stage = stage.node.defaultChild as CfnStage;
    this.url = this.#api.apiEndpoint;
    const { region, urlSuffix } = Stack.of(this);
    this.domain = `${this.#api.apiId}.execute-api.${region}.${urlSuffix}`;
    const summed = { statistic: "Sum", period: PERIOD };
    this.serverErrors = this.#api.metricServerError(summed);
    this.requests = this.#api.metricCount(summed);
    new CfnOutput(this, "Url", { value: this.url }).overrideLogicalId(OUTPUTS.url);
  }

  /** Routes each declared prefix, and everything below, to its function, with its own limit. */
  route(workers: readonly Worker[]): void {
    const settings: Record<string, object> = {};
    for (const { manifest, lambda } of workers) {
      const integration = new HttpLambdaIntegration("Lambda", lambda);
      for (const [path, { perSecond, burst }] of manifest.sources.flatMap(pathsOf)) {
        const routes = this.#api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
        settings[`ANY ${path}`] = { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst };
        // Settings need their route to exist.
        this.#stage.node.addDependency(...routes);
      }
    }
    this.#stage.routeSettings = settings;
  }
}

const pathsOf = (source: Source): [string, RateLimit][] =>
  source.kind !== "http"
    ? []
    : Object.entries(source.routes).flatMap(([prefix, limit]) =>
        [prefix, `${prefix}/{proxy+}`].map((path): [string, RateLimit] => [path, limit]),
      );
