import type { IEventBus } from "aws-cdk-lib/aws-events";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ConfigurationSet } from "aws-cdk-lib/aws-ses";
import type { Queues } from "./queues.ts";
import type { Tables } from "./tables.ts";

/** What functions are wired to. */
export type Resources = {
  tables: Tables;
  queues: Queues;
  /** Where our own events are wanted. */
  bus: IEventBus | undefined;
  configurationSet: ConfigurationSet;
  /** Mail may come from here alone, if it is given. */
  sendingDomain: string | undefined;
  /** Of the SSM parameters, with a slash at the end. */
  secretsPrefix: string;
  /** Of our own figures in CloudWatch. */
  metricsNamespace: string;
  publicUrl: string;
  /** The function that renders, for those made after it. */
  render: IFunction | undefined;
  /** The function that makes the requests of steps, likewise. */
  webhookSender: IFunction | undefined;
};
