import vm from "node:vm";
import type { Template } from "aws-cdk-lib/assertions";

/** What a template's CloudFront would do with a request. */
export function readEdge(template: Template) {
  const only = (type: string) => Object.values(template.findResources(type))[0]!.Properties;
  const { DistributionConfig: distribution } = only("AWS::CloudFront::Distribution");
  const { FunctionCode } = only("AWS::CloudFront::Function");
  const config = only("AWS::CloudFront::ResponseHeadersPolicy").ResponseHeadersPolicyConfig;
  const policies = JSON.stringify(template.findResources("AWS::S3::BucketPolicy"));
  const mayList = policies.includes('"s3:ListBucket"');
  return {
    /** The behavior of a path. */
    behaviorOf: (path: string) =>
      distribution.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) =>
        new RegExp(`^${PathPattern.replaceAll("*", ".*")}$`).test(path),
      ) ?? distribution.DefaultCacheBehavior,
    /** The file of the bucket that a path of the default behavior leads to. */
    fileOf: (path: string): string => {
      const event = JSON.stringify({ request: { uri: path } });
      return vm.runInNewContext(`${FunctionCode};handler(${event}).uri`);
    },
    /** What S3 answers of a missing file: only who may list is told. */
    missing: mayList ? 404 : 403,
    root: distribution.DefaultRootObject,
    headers: headersOf(config),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shape.
function headersOf({ SecurityHeadersConfig: named, CustomHeadersConfig }: any) {
  const { StrictTransportSecurity: hsts, ContentTypeOptions, ...rest } = named;
  const all = Object.values({ ...rest, ContentTypeOptions, hsts }) as { Override: boolean }[];
  if (all.some(({ Override }) => !Override)) throw new Error("the bucket may say otherwise");
  const custom = CustomHeadersConfig.Items.map((item: { Header: string; Value: string }) => [
    item.Header,
    item.Value,
  ]);
  const subdomains = hsts.IncludeSubdomains ? "; includeSubDomains" : "";
  return {
    ...Object.fromEntries(custom),
    "content-security-policy": named.ContentSecurityPolicy.ContentSecurityPolicy,
    "referrer-policy": named.ReferrerPolicy.ReferrerPolicy,
    "strict-transport-security": `max-age=${hsts.AccessControlMaxAgeSec}${subdomains}`,
    ...(ContentTypeOptions && { "x-content-type-options": "nosniff" }),
  };
}
