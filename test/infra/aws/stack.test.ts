import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { streamOf } from "#infra/aws/deliveries.ts";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import { TABLES } from "#shared/ports/table.ts";
import { STREAMED, SUBSCRIBED } from "#test/meter/ses.ts";
import { makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

const template = makeTemplate();
const stack = readStack(template);

describe.each(MANIFESTS.map((manifest) => [manifest.name, manifest] as const))(
  "%s",
  (name, manifest) => {
    test("is woken by what its manifest declares and nothing else", () => {
      expect(stack.sourcesOf(name)).toEqual(
        manifest.sources.filter(({ kind }) => kind !== "invoke"),
      );
    });

    test("has its limits", () => {
      expect(stack.functionOf(name)).toMatchObject({
        Timeout: manifest.timeoutSeconds,
        MemorySize: manifest.memoryMb,
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        LoggingConfig: { LogFormat: "JSON", SystemLogLevel: "WARN" },
      });
    });
  },
);

test("every table sweeps expired rows, can be restored, and outlives the stack", () => {
  const tables = Object.values(template.findResources("AWS::DynamoDB::GlobalTable"));
  expect(tables).toHaveLength(TABLES.length);
  for (const { Properties, DeletionPolicy } of tables) {
    expect(Properties.TimeToLiveSpecification).toEqual({
      AttributeName: "expiresAt",
      Enabled: true,
    });
    const [replica] = Properties.Replicas;
    expect(replica.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
    expect(replica.DeletionProtectionEnabled).toBe(true);
    expect(DeletionPolicy).toBe("Retain");
  }
});

test("every queue that works has dead letters, and hides a message for six times its handler's time and the window", () => {
  const queues = Object.values(template.findResources("AWS::SQS::Queue")).map((q) => q.Properties);
  const working = queues.filter(({ RedrivePolicy }) => RedrivePolicy);
  expect(working.map(({ QueueName }) => QueueName).toSorted()).toEqual([
    "Dripstack_deliver",
    "Dripstack_deliver-now",
    "Dripstack_feedback",
    "Dripstack_work",
  ]);
  // The other one holds those dead letters, and what SNS could not hand over.
  expect(queues).toHaveLength(working.length + 1);
  for (const { QueueName, VisibilityTimeout } of working) {
    const times = MANIFESTS.flatMap(({ sources, timeoutSeconds }) =>
      sources
        .filter((source) => source.kind === "queue" && QueueName === `Dripstack_${source.queue}`)
        .map(
          (source) =>
            6 * timeoutSeconds + (("windowSeconds" in source && source.windowSeconds) || 0),
        ),
    );
    expect(times).toEqual([VisibilityTimeout]);
  }
});

test("SES tells the feedback queue what became of each mail", () => {
  template.hasResourceProperties("AWS::SNS::Subscription", {
    Protocol: "sqs",
    RawMessageDelivery: true,
    RedrivePolicy: {
      deadLetterTargetArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^QueuesDead"), "Arn"] },
    },
    Endpoint: { "Fn::GetAtt": [Match.stringLikeRegexp("Feedback"), "Arn"] },
  });
  const named = (types: string[]) => types.map((type) => type[0]!.toLowerCase() + type.slice(1));
  template.hasResourceProperties("AWS::SES::ConfigurationSetEventDestination", {
    EventDestination: {
      MatchingEventTypes: named(SUBSCRIBED),
      SnsDestination: Match.anyValue(),
    },
  });
  template.hasResourceProperties("AWS::SES::ConfigurationSetEventDestination", {
    EventDestination: {
      MatchingEventTypes: named(STREAMED),
      KinesisFirehoseDestination: Match.anyValue(),
    },
  });
});

test("SES keeps no list of its own between a lifted address and its mail: only ours decides, in both places", () => {
  template.resourceCountIs("AWS::SES::ConfigurationSet", 1);
  template.hasResourceProperties("AWS::SES::ConfigurationSet", {
    // No reason at all overrides the account's list, which the account has for both reasons from
    // the start.
    SuppressionOptions: { SuppressedReasons: [] },
  });
});

test("the command line is told where the API answers and which function makes the first key", () => {
  const { url, apiFunction } = OUTPUTS;
  template.hasOutput(url, { Value: { "Fn::GetAtt": [Match.anyValue(), "ApiEndpoint"] } });
  template.hasOutput(apiFunction, { Value: { Ref: Match.stringLikeRegexp("^ApiFunction") } });
});

test("each route has a limit of its own, so that junk on one never stops an unsubscribe", () => {
  const [stage] = Object.values(template.findResources("AWS::ApiGatewayV2::Stage"));
  const routes = template.findResources("AWS::ApiGatewayV2::Route");
  const keys = Object.values(routes).map(({ Properties }) => Properties.RouteKey);
  expect(Object.keys(stage!.Properties.RouteSettings).toSorted()).toEqual(keys.toSorted());
  expect(stage!.Properties.RouteSettings["ANY /u/{proxy+}"]).toEqual({
    ThrottlingRateLimit: 500,
    ThrottlingBurstLimit: 1_000,
  });
  // CloudFormation refuses the settings of a route that it has not made yet.
  expect(stage!.DependsOn).toEqual(expect.arrayContaining(Object.keys(routes)));
});

test("no function has copies reserved unless it is said, and then as many as were said", () => {
  const reservedIn = (made: ReturnType<typeof readStack>) =>
    MANIFESTS.flatMap(({ name }) => {
      const { ReservedConcurrentExecutions: count } = made.functionOf(name);
      return count === undefined ? [] : [[name, count]];
    });
  expect(reservedIn(stack)).toEqual([]);
  const reservedConcurrency = { public: 20, deliver: 40 };
  expect(reservedIn(readStack(makeTemplate({ reservedConcurrency })))).toEqual([
    ["public", 20],
    ["deliver", 40],
  ]);
});

test("requests beside them are throttled, and each leaves a line of JSON without the path that it took", () => {
  const [stage] = Object.values(template.findResources("AWS::ApiGatewayV2::Stage"));
  const { AccessLogSettings, DefaultRouteSettings } = stage!.Properties;
  expect(DefaultRouteSettings).toEqual({
    ThrottlingRateLimit: 100,
    ThrottlingBurstLimit: 200,
  });
  const line = AccessLogSettings.Format.replace("$context.status", "503");
  expect(JSON.parse(line)).toMatchObject({ status: 503, route: "$context.routeKey" });
  expect(line).not.toMatch(/[pP]ath/);
  template.hasResourceProperties("AWS::Logs::LogGroup", { LogGroupName: "/Dripstack/access" });
});

test("what the stack leaves behind: tables, and of logs and queues nothing", () => {
  const kept = (type: string) =>
    Object.values(template.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy);
  expect(new Set(kept("AWS::DynamoDB::GlobalTable"))).toEqual(new Set(["Retain"]));
  expect(new Set(kept("AWS::Logs::LogGroup"))).toEqual(new Set(["Delete"]));
  expect(new Set(kept("AWS::SQS::Queue"))).not.toContain("Retain");
  const logs = Object.values(template.findResources("AWS::Logs::LogGroup"));
  expect(logs.map(({ Properties }) => Properties.LogGroupName).toSorted()).toEqual(
    ["access", "console-upload", ...MANIFESTS.map(({ name }) => name)]
      .map((name) => `/Dripstack/${name}`)
      .toSorted(),
  );
});

test("a function without a stream can not be made the one that hears of deliveries", () => {
  const { sources, ...feedback } = MANIFESTS.find(({ name }) => name === "feedback")!;
  expect(streamOf({ ...feedback, sources })).toMatchObject({ windowSeconds: 60 });
  const deaf = { ...feedback, sources: sources.filter(({ kind }) => kind !== "stream") };
  expect(() => streamOf(deaf)).toThrow("feedback declares no stream");
});

test("our own events are published only if the installation asks for them", () => {
  template.resourceCountIs("AWS::Events::EventBus", 0);
  const nowhere = { Environment: { Variables: { EVENT_BUS: "none" } } };
  template.hasResourceProperties("AWS::Lambda::Function", nowhere);
  const asked = makeTemplate({ publishEvents: true });
  asked.resourceCountIs("AWS::Events::EventBus", 1);
  expect(readStack(asked).rightsOf("feedback")).toContain("events:PutEvents on Bus");
});

test("an idle month stays cheap: four mapped queues, no gateway, no key of its own", () => {
  template.resourceCountIs("AWS::Lambda::EventSourceMapping", 4);
  template.resourceCountIs("AWS::EC2::NatGateway", 0);
  template.resourceCountIs("AWS::EC2::VPCEndpoint", 0);
  template.resourceCountIs("AWS::KMS::Key", 0);
  template.resourceCountIs("AWS::SecretsManager::Secret", 0);
});

test("what goes back to its own queue on purpose is not taken for an endless loop, and a missed tick is not repeated", () => {
  for (const { name, sources } of MANIFESTS) {
    const loops = sources.some(({ kind }) => kind === "queue") ? "Allow" : Match.absent();
    template.hasResourceProperties("AWS::Lambda::Function", {
      Description: MANIFESTS.find((manifest) => manifest.name === name)!.impact,
      RecursiveLoop: loops,
    });
  }
  template.resourcePropertiesCountIs(
    "AWS::Lambda::EventInvokeConfig",
    { FunctionName: { Ref: Match.stringLikeRegexp("^TickFunction") }, MaximumRetryAttempts: 0 },
    1,
  );
});

test("requests that could not be begun in time are dropped, and none is repeated behind the run's back", () => {
  const { sources } = MANIFESTS.find(({ name }) => name === "webhook-sender")!;
  expect(sources).toEqual([{ kind: "invoke", lapsesAfterSeconds: 180 }]);
  template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", {
    FunctionName: { Ref: Match.stringLikeRegexp("^WebhookSenderFunction") },
    MaximumRetryAttempts: 0,
    MaximumEventAgeInSeconds: 180,
  });
});
