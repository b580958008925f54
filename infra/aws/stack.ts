import { CfnOutput, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { OUTPUTS, secretsPrefix } from "#shared/adapters/aws/names.ts";
import { alarmsIn } from "./alarm-definitions.ts";
import { Alarms } from "./alarms.ts";
import { Console } from "./console.ts";
import { constructId } from "./construct-id.ts";
import type { Settings } from "./context.ts";
import { Overview } from "./dashboard.ts";
import { Deliveries } from "./deliveries.ts";
import { Http } from "./http.ts";
import { SendingIdentity } from "./identity.ts";
import { Isolation } from "./isolation.ts";
import { MANIFESTS } from "./manifests.ts";
import { suppressNag } from "./nag-suppressions.ts";
import { Queues } from "./queues.ts";
import type { Resources } from "./resources.ts";
import { SesFeedback } from "./ses-feedback.ts";
import { Tables } from "./tables.ts";
import { Worker } from "./worker.ts";

type StackSettings = Omit<Settings, "stackName" | "console"> & {
  /** The folder of the built console; undefined when there is to be none. */
  consoleFolder: string | undefined;
};

/** All of Dripstack's resources on AWS. */
export class DripstackStack extends Stack {
  constructor(scope: Construct, stackName: string, settings: StackSettings) {
    const { sendingDomain, region, publicUrl, alarmEmail, publishEvents, consoleFolder } = settings;
    super(scope, stackName, { description: "Dripstack: email sequences", env: { region } });

    const tables = new Tables(this, "Tables", settings.tables);
    const queues = new Queues(this, "Queues", MANIFESTS);
    const feedback = new SesFeedback(this, "SesFeedback", queues.byName.feedback, queues.dead);
    if (sendingDomain) new SendingIdentity(this, "Identity", sendingDomain);
    const bus = publishEvents ? new EventBus(this, "Bus") : undefined;
    const http = new Http(this, "Http");
    const { consoleDomain: domain, consoleCertificate: certificate } = settings;
    const own = domain && certificate ? { domain, certificate } : undefined;
    const console = consoleFolder
      ? new Console(this, "Console", http, consoleFolder, own)
      : undefined;

    const resources: Resources = {
      tables,
      queues,
      bus,
      configurationSet: feedback.configurationSet,
      sendingDomain,
      secretsPrefix: secretsPrefix(this.stackName),
      metricsNamespace: this.stackName,
      publicUrl: publicUrl ?? http.url,
      consoleUrl: console?.url,
      render: undefined,
      webhookSender: undefined,
    };
    const createWorker = (name: string, at: Resources, isolation?: Isolation) => {
      const manifest = MANIFESTS.find((candidate) => candidate.name === name)!;
      const reserved = settings.reservedConcurrency?.[name];
      return new Worker(this, constructId(name), manifest, at, { isolation, reserved });
    };
    const render = createWorker("render", resources, new Isolation(this, "Isolation"));
    const webhookSender = createWorker("webhook-sender", resources);
    const invoked = [render, webhookSender];
    const others = MANIFESTS.filter((one) => invoked.every(({ manifest }) => manifest !== one)).map(
      ({ name }) =>
        createWorker(name, {
          ...resources,
          render: render.lambda,
          webhookSender: webhookSender.lambda,
        }),
    );
    http.route(others);
    const api = others.find(({ manifest }) => manifest.name === "api")!;
    new CfnOutput(this, OUTPUTS.apiFunction, { value: api.lambda.functionName });
    const workers = [...invoked, ...others];
    const feedbackWorker = others.find(({ manifest }) => manifest.name === "feedback")!;
    const deliveries = new Deliveries(
      this,
      "Deliveries",
      feedback.configurationSet,
      feedbackWorker,
    );

    const definitions = alarmsIn(this, { workers, http, queues, feedback });
    const alarms = new Alarms(this, "Alarms", definitions, alarmEmail);
    new Overview(this, "Overview", { alarms, workers, queues, tables, http, feedback, deliveries });

    suppressNag(this, sendingDomain, console !== undefined);
  }
}
