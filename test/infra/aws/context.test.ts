import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CERTIFICATE } from "#infra/aws/console-address.ts";
import { readContext } from "#infra/aws/context.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { TABLES } from "#shared/ports/table.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

const problem = (context: Record<string, unknown>) => {
  try {
    return `taken: ${JSON.stringify(readContext(context))}`;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
    return (error as Error).message;
  }
};

test("without context there is one installation with a console, and our events stay at home", () => {
  const settings = { stackName: "Dripstack", publishEvents: false, console: true };
  expect(readContext({})).toEqual(settings);
});

test("what is given comes out as the app needs it", () => {
  const given = {
    sendingDomain: "Bücher.Example",
    region: "ap-southeast-2",
    stage: "staging",
    alarmEmail: "ops@example.com",
    publicUrl: "https://mail.example.com",
    publishEvents: "true",
    consoleDomain: "Console.Example.com",
    consoleCertificate: OURS,
    reservedConcurrency: "public=20, deliver=25",
  };
  const { stage, ...rest } = given;
  expect(readContext(given)).toEqual({
    ...rest,
    sendingDomain: "xn--bcher-kva.example",
    publishEvents: true,
    console: true,
    consoleDomain: "console.example.com",
    reservedConcurrency: { public: 20, deliver: 25 },
    stackName: "Dripstack-staging",
  });
  expect(readContext({ publishEvents: true }).publishEvents).toBe(true);
  expect(readContext({ console: "false" }).console).toBe(false);
});

const OURS = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
const RESERVED =
  "functions with a number each, such as public=20,api=20 (react at least 20, deliver at least 25, feedback at least 20)";

test.each([
  ["sendingDomain", "example", "a domain such as example.com"],
  ["sendingDomain", "ops@example.com", "a domain such as example.com"],
  ["sendingDomain", "https://example.com", "a domain such as example.com"],
  ["region", "Ireland", "a region such as us-east-1"],
  ["stage", "Staging", "2 to 20 of a-z, 0-9 and -, such as staging"],
  ["stage", "a_b", "2 to 20 of a-z, 0-9 and -, such as staging"],
  ["stage", "", "2 to 20 of a-z, 0-9 and -, such as staging"],
  ["stage", "a".repeat(21), "2 to 20 of a-z, 0-9 and -, such as staging"],
  ["alarmEmail", "Ops <ops@example.com>", "an address such as ops@example.com"],
  ["publicUrl", "mail.example.com", "an address such as https://mail.example.com"],
  ["publicUrl", "http://mail.example.com", "an address such as https://mail.example.com"],
  ["publicUrl", "https://mail.example.com/?a", "an address such as https://mail.example.com"],
  ["publicUrl", "https://u:p@mail.example.com", "an address such as https://mail.example.com"],
  ["publishEvents", "yes", "true or false"],
  ["console", "no", "true or false"],
  ["consoleDomain", "https://console.example.com", "a domain such as console.example.com"],
  ["consoleCertificate", "1234", CERTIFICATE],
  ["consoleCertificate", OURS.replace("us-east-1", "eu-central-1"), CERTIFICATE],
  ["reservedConcurrency", "public", RESERVED],
  ["reservedConcurrency", "public=0", RESERVED],
  ["reservedConcurrency", "public=20,public=30", RESERVED],
  ["reservedConcurrency", "clicks=20", RESERVED],
  // Its two queues hand it up to 25 batches at once.
  ["reservedConcurrency", "deliver=24", RESERVED],
])("a wrong %s (%s) is answered with one sentence", (name, value, expected) => {
  expect(problem({ [name]: value })).toBe(`The context value ${name} must be ${expected}.`);
});

test.each([
  [
    { consoleDomain: "a.example.com" },
    `The context value consoleDomain needs consoleCertificate, ${CERTIFICATE}.`,
  ],
  [
    { consoleCertificate: OURS },
    "The context value consoleCertificate needs consoleDomain, the domain that it is for.",
  ],
  [
    { consoleDomain: "a.example.com", consoleCertificate: OURS, console: "false" },
    "consoleDomain and consoleCertificate are of no use with console=false.",
  ],
  [
    {
      consoleDomain: "a.example.com",
      consoleCertificate: OURS,
      publicUrl: "https://a.example.com",
    },
    "consoleDomain and publicUrl are both a.example.com: give links in mails another address.",
  ],
])("of a console's address %j is not enough, or too much", (given, says) => {
  expect(problem(given)).toBe(says);
});

test.each(["domain", "SendingDomain", "sending-domain", "alarm_email", "public-url", "stages"])(
  "%s is none of ours, and meant to be",
  (name) => {
    expect(problem({ [name]: "x" })).toMatch(
      new RegExp(
        `^There is no context value ${name}: there are sendingDomain, .*publishEvents\\.$`,
      ),
    );
  },
);

test("the page on deploying has a row for every value and for no other", () => {
  const page = readFileSync(new URL("../../../docs/deploy.md", import.meta.url), "utf8");
  const table = page.split("## Context values")[1]!.split("\n## ")[0]!;
  const rows = [...table.matchAll(/^\| `([A-Za-z]+)` \|/gm)].map(([, name]) => name);
  const names = /there are (.*)\.$/.exec(problem({ nonsense: "x" }))![1]!.split(", ");
  expect(rows.toSorted()).toEqual(names.toSorted());
});

test("the tables of an earlier stack are named in a file, all of them", () => {
  const folder = tempFolder();
  const file = `${folder}/tables.json`;
  const names = Object.fromEntries(TABLES.map((table) => [table, `Dripstack-${table}-old`]));
  const wrong = `The context value tables must be a file of JSON with the names of the tables ${TABLES.join(", ")}.`;
  expect(problem({ tables: file })).toBe(wrong);
  writeFileSync(file, JSON.stringify({ ...names, people: undefined }));
  expect(problem({ tables: file })).toBe(wrong);
  writeFileSync(file, JSON.stringify(names));
  const { tables } = readContext({ tables: file });
  expect(tables).toEqual(names);
  expect(problem({ tables: file, stage: "staging" })).toBe(
    "The table Dripstack-people-old is not of Dripstack-staging: two stacks on one table would send for each other.",
  );

  const template = makeTemplate({ tables });
  template.resourceCountIs("AWS::DynamoDB::GlobalTable", 0);
  const stack = readStack(template);
  expect(stack.functionOf("react").Environment.Variables.TABLE_PEOPLE).toBe("Dripstack-people-old");
  expect(stack.rightsOf("tick")).toEqual(
    expect.arrayContaining(["dynamodb:PutItem on dynamodb table/Dripstack-due-old"]),
  );
});

test("what is the CDK's own is left alone", () => {
  const theirs = {
    "aws:cdk:enable-path-metadata": true,
    "@aws-cdk/core:target-partitions": ["aws"],
    "availability-zones:account=1:region=us-east-1": ["us-east-1a"],
    "assets-ecr-repository-name": "x",
  };
  expect(readContext(theirs)).toEqual(readContext({}));
});

test("a sending domain is an identity that tells where bounces come, and outlives the stack", () => {
  const template = makeTemplate({ sendingDomain: "example.com", region: "eu-west-1" });
  const [identity] = Object.values(template.findResources("AWS::SES::EmailIdentity"));
  expect(identity).toMatchObject({
    DeletionPolicy: "Retain",
    Properties: {
      EmailIdentity: "example.com",
      MailFromAttributes: { MailFromDomain: "bounce.example.com" },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    },
  });
  const outputs = template.toJSON().Outputs;
  expect(outputs.DnsBounceMx.Value).toBe(
    "bounce.example.com MX 10 feedback-smtp.eu-west-1.amazonses.com",
  );
  expect(outputs.DnsBounceSpf.Value).toBe(
    'bounce.example.com TXT "v=spf1 include:amazonses.com ~all"',
  );
});

test("without a sending domain the account's own identities are left as they are", () => {
  makeTemplate().resourceCountIs("AWS::SES::EmailIdentity", 0);
});
