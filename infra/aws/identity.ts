import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

/**
 * Below the sending domain: where bounces come back to, so that SPF speaks for the same domain as
 * DKIM.
 */
const MAIL_FROM = "bounce";

/**
 * The domain that mail comes from, as SES knows it. The stack's outputs are records to put into its
 * DNS; those of DKIM the doctor tells, for as long as they are missing. It outlives the stack: what
 * is forgotten in a deploy must not make SES refuse all mail.
 */
export class SendingIdentity extends Construct {
  constructor(scope: Construct, id: string, domain: string) {
    super(scope, id);
    const mailFrom = `${MAIL_FROM}.${domain}`;
    const identity = new EmailIdentity(this, "Domain", {
      identity: Identity.domain(domain),
      mailFromDomain: mailFrom,
      // Bounces and complaints come as events; a copy by mail would go to the sender's address.
      feedbackForwarding: false,
    });
    identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const { region } = Stack.of(this);
    this.#output("BounceMx", `${mailFrom} MX 10 feedback-smtp.${region}.amazonses.com`);
    this.#output("BounceSpf", `${mailFrom} TXT "v=spf1 include:amazonses.com ~all"`);
    this.#output("Dmarc", `_dmarc.${domain} TXT "v=DMARC1; p=none"`);
  }

  #output(name: string, value: string): void {
    new CfnOutput(this, name, { value }).overrideLogicalId(`Dns${name}`);
  }
}

/**
 * The identities that may be sent from, as parts of an ARN: those of the domain, its subdomains and
 * their addresses; with no domain of the stack's own, whatever the account has verified.
 */
export const identitiesOf = (domain: string | undefined): string[] =>
  domain === undefined ? ["*"] : [domain, `*.${domain}`, `*@${domain}`];
