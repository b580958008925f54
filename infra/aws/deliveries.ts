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

/** One or two seconds of work for the function; an invocation may carry six MB. */
const BUFFER_SIZE = Size.mebibytes(1);
/**
 * With Firehose's own pauses. Failed records then stay in the bucket, and the function's alarm is
 * on.
 */
const RETRIES = 10;

/** @throws Error when the function declares no stream: delivery events would be lost */
export function streamOf({ name, sources }: Manifest): Source & { kind: "stream" } {
  const stream = sources.find((source) => source.kind === "stream");
  if (!stream) throw new Error(`${name} declares no stream, so deliveries would not be reported`);
  return stream;
}

/**
 * SES's delivery events, most of all its events: Firehose batches them and invokes the function.
 * Through a topic and a queue they would cost six times as much.
 */
export class Deliveries extends Construct {
  /** The number of events on the stream. */
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
      bufferSize: BUFFER_SIZE,
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
