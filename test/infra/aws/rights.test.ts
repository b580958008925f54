import { expect, test } from "vitest";
import type { Source } from "#functions/runtime/manifest.ts";
import { constructId } from "#infra/aws/construct-id.ts";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { declaredRights } from "./declared-rights.ts";
import { makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

const template = makeTemplate();
const stack = readStack(template);
const NAMES = MANIFESTS.map(({ name }) => name);

test.each(MANIFESTS.map((manifest) => [manifest.name, manifest] as const))(
  "%s may do what its manifest declares and nothing else",
  (name, manifest) => {
    expect(stack.rightsOf(name)).toEqual(declaredRights(manifest));
  },
);

test("no role can read a secret that its function did not declare", () => {
  const readable = Object.fromEntries(
    NAMES.map((name) => [
      name,
      stack
        .rightsOf(name)
        .flatMap((right) => /^ssm:.* on ssm parameter\/Dripstack\/(.*)$/.exec(right)?.[1] ?? []),
    ]),
  );
  expect(readable).toEqual({
    api: ["lookup", "requests", "sources"],
    public: ["lookup", "signing"],
    "inbound-webhooks": ["lookup", "sources"],
    deliver: ["lookup", "signing"],
    feedback: ["lookup"],
    tick: [],
    react: ["lookup"],
    render: [],
    "webhook-sender": ["requests"],
  });
  const all = NAMES.flatMap((name) => stack.rightsOf(name));
  expect(all.filter((right) => /^(ssm|secretsmanager|kms):/.test(right)).toSorted()).toEqual(
    Object.values(readable)
      .flat()
      .map((secret) => `ssm:GetParameter on ssm parameter/Dripstack/${secret}`)
      .toSorted(),
  );
});

/** By function, of each table: r what it may read, w what it may write. */
const TABLES_OF: Record<string, string> = {
  api: "people:rw library:rw due:rw index:rw stats:rw rate:rw keys:rw",
  public: "people:rw library:r index:rw",
  "inbound-webhooks": "people:rw library:r index:rw",
  tick: "due:rw rate:rw",
  react: "people:rw library:r due:rws index:rw stats:rw rate:rw",
  deliver: "people:rw library:r due:rw index:rw stats:rw rate:rw",
  feedback: "people:rw library:r due:rw index:rw stats:rw rate:rw",
  render: "",
  "webhook-sender": "",
};
const ACTIONS: Record<string, string> = {
  r: "BatchGetItem GetItem Query",
  rw: "BatchGetItem DeleteItem GetItem PutItem Query UpdateItem",
  rws: "BatchGetItem DeleteItem GetItem PutItem Query Scan UpdateItem",
};

test.each(NAMES)("%s has these rights over tables, each action by name, and no others", (name) => {
  const declared = TABLES_OF[name]!.split(" ").flatMap((one) => {
    const [table = "", may = ""] = one.split(":");
    const actions = ACTIONS[may]?.split(" ") ?? [];
    return actions.map((action) => `dynamodb:${action} on Tables${constructId(table)}`);
  });
  const found = stack.rightsOf(name).filter((right) => right.startsWith("dynamodb:"));
  expect(found.toSorted()).toEqual(declared.toSorted());
});

test("no function but api, whose callers hold keys, may look at the keys or make one", () => {
  const rights = NAMES.flatMap((name) => stack.rightsOf(name).map((right) => [name, right]));
  const over = rights.filter(([, right]) => right!.includes("TablesKeys"));
  expect([...new Set(over.map(([name]) => name))]).toEqual(["api"]);
});

test("render has a log and a network that leads nowhere, and no right over anything of ours", () => {
  const rights = stack.rightsOf("render").filter((right) => !/ on \*$/.test(right));
  expect(rights).toEqual(["logs:CreateLogStream on RenderLog", "logs:PutLogEvents on RenderLog"]);
  const { VpcConfig, Environment } = stack.functionOf("render");
  expect(VpcConfig.SubnetIds.length).toBeGreaterThan(0);
  expect(Object.keys(Environment?.Variables ?? {})).toEqual([]);
  const routes = template.findResources("AWS::EC2::Route");
  expect(routes).toEqual({});
  const [group] = Object.values(template.findResources("AWS::EC2::SecurityGroup"));
  // The CDK's way to say "nowhere": a group without any rule would let everything out.
  expect(group!.Properties.SecurityGroupEgress).toEqual([
    expect.objectContaining({ CidrIp: "255.255.255.255/32" }),
  ]);
  expect(group!.Properties.SecurityGroupIngress).toBeUndefined();
});

/**
 * A queue is asked by the function's own role, a stream and an invoking function have a right of
 * theirs.
 */
const INVOKERS: Partial<Record<Source["kind"], string>> = {
  http: "apigateway.amazonaws.com",
  schedule: "events.amazonaws.com",
  awake: "events.amazonaws.com",
};

test.each(MANIFESTS.map((manifest) => [manifest.name, manifest] as const))(
  "%s can be invoked only by the sources in its manifest",
  (name, { sources }) => {
    const services = sources.flatMap(({ kind }) => INVOKERS[kind] ?? []);
    expect([...new Set(stack.invokersOf(name))]).toEqual(services);
  },
);

test("the other roles are the stream's, which may wake feedback, SES's, which may fill the stream, and the console's upload", () => {
  const { stream, ses, upload, ...others } = Object.fromEntries(
    stack.rolesBeside(NAMES).map(({ id, trusts, rights }) => {
      const name = {
        "firehose.amazonaws.com": "stream",
        "ses.amazonaws.com": "ses",
        "lambda.amazonaws.com": "upload",
      }[trusts];
      return [name ?? id, rights];
    }),
  );
  expect(others).toEqual({});
  expect(upload).toEqual([
    "logs:CreateLogStream on ConsoleUploadLog",
    "logs:PutLogEvents on ConsoleUploadLog",
    "s3:DeleteObject on ConsoleFiles/*",
    "s3:ListBucket on ConsoleFiles",
    "s3:PutObject on ConsoleFiles/*",
  ]);
  expect(ses).toEqual(["firehose:PutRecordBatch on DeliveriesStream"]);
  const outsideItsBucket = stream!.filter((right) => !right.includes("DeliveriesUnread"));
  expect(outsideItsBucket).toEqual([
    "lambda:InvokeFunction on FeedbackFunction",
    "lambda:InvokeFunction on FeedbackFunction:*",
  ]);
});

test("queues, topics and buckets let in AWS's own services alone, and only over TLS", () => {
  const statements = stack.resourceStatements();
  const allowed = statements.filter(({ Effect }) => Effect === "Allow");
  expect(allowed.map(({ Action, Principal }) => [Action, Principal.Service])).toEqual(
    expect.arrayContaining([
      ["sqs:SendMessage", "sns.amazonaws.com"],
      ["sns:Publish", "ses.amazonaws.com"],
      ["sns:Publish", "cloudwatch.amazonaws.com"],
    ]),
  );
  for (const { Principal } of allowed) expect(Object.keys(Principal)).toEqual(["Service"]);
  const closed = statements.filter(({ Effect }) => Effect === "Deny");
  for (const { Condition } of closed) {
    expect(Condition).toEqual({ Bool: { "aws:SecureTransport": "false" } });
  }
});

test("with a sending domain nothing else may be sent from", () => {
  const senders = readStack(makeTemplate({ sendingDomain: "example.com" }))
    .rightsOf("deliver")
    .filter((right) => right.startsWith("ses:SendEmail on ses identity/"));
  expect(senders.map((right) => right.split("identity/")[1]).toSorted()).toEqual([
    "*.example.com",
    "*@example.com",
    "example.com",
  ]);
});
