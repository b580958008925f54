import { type Stack, Validations } from "aws-cdk-lib";

type Acknowledged = { at: string; id: string; reason: string };

const SES_IDENTITIES =
  "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]";
const ANY_IDENTITY = "Senders are set at run time; any verified identity of the account may send.";
const OWN_BUCKET = "Firehose's own role on a bucket that is its own, and on one function.";
const FIREHOSE_WILDCARDS = [
  ...["Abort", "DeleteObject", "GetBucket", "GetObject", "List"].map(
    (action) => `Action::s3:${action}*`,
  ),
  "Resource::<DeliveriesUnread8FB31836.Arn>/*",
  "Resource::<SettleFunctionBF03AEAD.Arn>:*",
];
const NO_RESOURCE = "ses:GetAccount knows no resource.";

/** Findings of cdk-nag that we looked at and keep. */
const ACKNOWLEDGED: readonly Acknowledged[] = [
  {
    at: "Http",
    id: "AwsSolutions-APIG4",
    reason: "The API checks its own keys; readers' links and hooks are signed and must stay open.",
  },
  {
    at: "Feedback",
    id: "AwsSolutions-SQS3",
    reason: "It is the dead-letter queue of a subscription, which cdk-nag does not see.",
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
    reason:
      "It holds for two weeks what Firehose could not hand over: no bucket of anybody's to read.",
  },
  ...FIREHOSE_WILDCARDS.map((wildcard) => ({
    at: "Deliveries",
    id: `AwsSolutions-IAM5[${wildcard}]`,
    reason: OWN_BUCKET,
  })),
  { at: "Deliver", id: "AwsSolutions-IAM5[Resource::*]", reason: NO_RESOURCE },
  { at: "Deliver", id: SES_IDENTITIES, reason: ANY_IDENTITY },
];

/** Takes what is known and meant out of the report, each where it is found and nowhere else. */
export function acknowledge(stack: Stack): void {
  Validations.of(stack).acknowledge({
    id: "CloudFormation-Validate::W7001",
    reason:
      "The construct of a Firehose stream brings a table of addresses that only a network needs.",
  });
  for (const { at, id, reason } of ACKNOWLEDGED) {
    Validations.of(stack.node.findChild(at)).acknowledge({ id, reason });
  }
}
