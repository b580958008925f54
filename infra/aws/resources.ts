import type { IEventBus } from "aws-cdk-lib/aws-events";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ConfigurationSet } from "aws-cdk-lib/aws-ses";
import type { Queues } from "./queues.ts";
import type { Tables } from "./tables.ts";

/** The resources that functions use. */
export type Resources = {
  tables: Tables;
  queues: Queues;
  /** Set when our own events are published. */
  bus: IEventBus | undefined;
  configurationSet: ConfigurationSet;
  /** If set, mail may only be sent from this domain. */
  sendingDomain: string | undefined;
  /** Of the SSM parameters; ends with a slash. */
  secretsPrefix: string;
  /** Of our own CloudWatch metrics. */
  metricsNamespace: string;
  publicUrl: string;
  /** Undefined without a console. */
  consoleUrl: string | undefined;
  /** The renderer, for functions created after it. */
  render: IFunction | undefined;
  /** The webhook sender, likewise. */
  webhookSender: IFunction | undefined;
};
