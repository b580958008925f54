import { Duration, Size } from "aws-cdk-lib";
import type { Metric } from "aws-cdk-lib/aws-cloudwatch";
import {
  DeliveryStream,
  DisableLogging,
  LambdaFunctionProcessor,
  S3Bucket,
  StreamEncryption,
} from "aws-cdk-lib/aws-kinesisfirehose";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import {
  type ConfigurationSet,
  ConfigurationSetEventDestination,
  EventDestination,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Manifest, Source } from "#functions/runtime/manifest.ts";
import { sesEventsBy } from "./ses-events.ts";
import type { Worker } from "./worker.ts";

/** A second or two of work for the function; the event that carries it may have six. */
const MOST_AT_ONCE = Size.mebibytes(1);
/**
 * With its own pauses between them. What is not taken then stays in the bucket, and the function's
 * alarm has rung.
 */
const RETRIES = 10;

/** @throws Error when the function declares no stream: deliveries would not be reported */
export function streamOf({ name, sources }: Manifest): Source & { kind: "stream" } {
  const stream = sources.find((source) => source.kind === "stream");
  if (!stream) throw new Error(`${name} declares no stream, so deliveries would not be reported`);
  return stream;
}

/**
 * How SES tells of mails that arrived, which is nearly all of what it tells: Firehose gathers the
 * events and hands them to the function that asks for them. One of them by way of a topic and a
 * queue costs six times as much.
 */
export class Deliveries extends Construct {
  /** How many events came by the stream. */
  readonly records: Metric;

  constructor(scope: Construct, id: string, configurationSet: ConfigurationSet, worker: Worker) {
    super(scope, id);
    const windowSeconds = streamOf(worker.manifest).windowSeconds;
    const unread = new Bucket(this, "Unread", {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(14) }],
    });
    const processor = new LambdaFunctionProcessor(worker.lambda, {
      bufferInterval: Duration.seconds(windowSeconds),
      bufferSize: MOST_AT_ONCE,
      retries: RETRIES,
    });
    const deliveryStream = new DeliveryStream(this, "Stream", {
      encryption: StreamEncryption.awsOwnedKey(),
      destination: new S3Bucket(unread, {
        processors: [processor],
        loggingConfig: new DisableLogging(),
      }),
    });
    this.records = deliveryStream.metricIncomingRecords({ statistic: "Sum" });
    new ConfigurationSetEventDestination(this, "Events", {
      configurationSet,
      destination: EventDestination.firehoseDeliveryStream({ deliveryStream }),
      events: sesEventsBy("stream"),
    });
  }
}
