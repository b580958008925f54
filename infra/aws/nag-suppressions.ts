import { type Stack, Token, Validations } from "aws-cdk-lib";
import { identitiesOf } from "./identity.ts";

type Suppression = { at: string; id: string; reason: string };

const OWN_BUCKET = "Firehose's own role on a bucket that is its own, and on one function.";
const FIREHOSE_WILDCARDS = [
  ...["Abort", "DeleteObject", "GetBucket", "GetObject", "List"].map(
    (action) => `Action::s3:${action}*`,
  ),
  "Resource::<DeliveriesUnread8FB31836.Arn>/*",
  "Resource::<FeedbackFunction95001BB7.Arn>:*",
];
const NO_RESOURCE = "ses:GetAccount knows no resource.";

/** cdk-nag findings that we accept. */
const SUPPRESSIONS: readonly Suppression[] = [
  {
    at: "Http",
    id: "AwsSolutions-APIG4",
    reason: "The API checks its own keys; readers' links and hooks are signed and must stay open.",
  },
  {
    at: "Isolation",
    id: "AwsSolutions-VPC7",
    reason: "Nothing leads into or out of this network, so there is no flow to log.",
  },
  {
    at: "Render",
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "Lambda needs these EC2 actions to attach a function; no network lets it use them.",
  },
  {
    at: "Deliveries",
    id: "AwsSolutions-S1",
    reason: "It holds for two weeks what Firehose could not hand over: no one outside reads it.",
  },
  ...FIREHOSE_WILDCARDS.map((wildcard) => ({
    at: "Deliveries",
    id: `AwsSolutions-IAM5[${wildcard}]`,
    reason: OWN_BUCKET,
  })),
  { at: "Tick", id: "AwsSolutions-IAM5[Resource::*]", reason: NO_RESOURCE },
];

/** Those of the console, which may be left out. */
const CONSOLE: readonly Suppression[] = (
  [
    ["S1", "The files of a public web page: CloudFront alone reads them."],
    ["CFR1", "Those who work with the console may be in any country."],
    ["CFR2", "A firewall costs $6 a month at least; the API throttles and authorizes by itself."],
    ["CFR3", "The API's log has each request that reads or changes anything."],
    ["CFR4", "Without a domain of one's own CloudFront's certificate sets the versions of TLS."],
    [
      "IAM5[Resource::<ConsoleFiles2D43986C.Arn>/*]",
      "The upload's own role on a bucket that is its own.",
    ],
  ] as const
).map(([id, reason]) => ({ at: "Console", id: `AwsSolutions-${id}`, reason }));

/** As reports write tokens that are resolved at deployment. */
const shown = (value: string, name: string) =>
  Token.isUnresolved(value) ? `<AWS::${name}>` : value;

/** Senders are set at run time: they are not known at a deploy. */
function anySender({ partition, region }: Stack, domain: string | undefined): Suppression[] {
  const ses = `arn:${shown(partition, "Partition")}:ses:${shown(region, "Region")}`;
  const reason = domain
    ? "Any subdomain and any address of the sending domain may send, and nothing else."
    : "Any verified identity of the account may send, for no sending domain was given.";
  return identitiesOf(domain).map((name) => ({
    at: "Deliver",
    id: `AwsSolutions-IAM5[Resource::${ses}:<AWS::AccountId>:identity/${name}]`,
    reason,
  }));
}

/** Suppresses the accepted findings, each at its construct only. */
export function suppressNag(
  stack: Stack,
  sendingDomain: string | undefined,
  hasConsole: boolean,
): void {
  Validations.of(stack).acknowledge({
    id: "CloudFormation-Validate::W7001",
    reason:
      "The construct of a Firehose stream brings a table of addresses that only a network needs.",
  });
  for (const { at, id, reason } of [
    ...SUPPRESSIONS,
    ...(hasConsole ? CONSOLE : []),
    ...anySender(stack, sendingDomain),
  ]) {
    Validations.of(stack.node.findChild(at)).acknowledge({ id, reason });
  }
}
