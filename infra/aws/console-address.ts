/** An address of one's own for the console. */
export type ConsoleAddress = { domain: string; certificate: string };

/** CloudFront takes certificates of this region alone. */
const ARN = /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/;

/** What `isCertificate` expects. */
export const CERTIFICATE =
  "the ARN of a certificate in us-east-1, the only region that CloudFront takes them from (arn:aws:acm:us-east-1:123456789012:certificate/…)";

export const isCertificate = (value: string): boolean => ARN.test(value);

type Given = {
  console: boolean;
  consoleDomain?: string | undefined;
  consoleCertificate?: string | undefined;
  publicUrl?: string | undefined;
};

/** What is wrong with valid settings of the console together. */
export function faultOfConsole(given: Given): string | undefined {
  const { console, consoleDomain: domain, consoleCertificate: certificate, publicUrl } = given;
  if (domain === undefined && certificate === undefined) return undefined;
  if (!console) return "consoleDomain and consoleCertificate are of no use with console=false.";
  if (certificate === undefined) {
    return `The context value consoleDomain needs consoleCertificate, ${CERTIFICATE}.`;
  }
  if (domain === undefined) {
    return "The context value consoleCertificate needs consoleDomain, the domain that it is for.";
  }
  if (publicUrl !== undefined && URL.parse(publicUrl)?.hostname === domain) {
    return `consoleDomain and publicUrl are both ${domain}: give links in mails another address.`;
  }
  return undefined;
}
