import { CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

/** The subdomain that receives bounces, so that SPF aligns with DKIM's domain. */
const MAIL_FROM = "bounce";

/**
 * The SES identity of the sending domain. The stack's outputs are DNS records to add; `doctor`
 * lists missing DKIM records. It outlives the stack, so that an incomplete deployment does not make
 * SES refuse all mail.
 */
export class SendingIdentity extends Construct {
  constructor(scope: Construct, id: string, domain: string) {
    super(scope, id);
    const mailFrom = `${MAIL_FROM}.${domain}`;
    const identity = new EmailIdentity(this, "Domain", {
      identity: Identity.domain(domain),
      mailFromDomain: mailFrom,
      // Bounces and complaints arrive as events; copies would go to the sender's address.
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
 * The identities that may send, as parts of an ARN: the domain, its subdomains and their addresses;
 * without a domain, all verified ones of the account.
 */
export const identitiesOf = (domain: string | undefined): string[] =>
  domain === undefined ? ["*"] : [domain, `*.${domain}`, `*@${domain}`];
