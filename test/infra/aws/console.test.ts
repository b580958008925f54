import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import { BUILT_FILES, makeTemplate } from "./make-template.ts";
import { readStack } from "./read-stack.ts";

const template = makeTemplate();
const resources = template.toJSON().Resources;
const only = (type: string) => Object.values(template.findResources(type))[0]!.Properties;
const { DistributionConfig: distribution } = only("AWS::CloudFront::Distribution");
const [api] = distribution.CacheBehaviors;
const pages = distribution.DefaultCacheBehavior;
const originOf = ({ TargetOriginId }: { TargetOriginId: string }) =>
  distribution.Origins.find(({ Id }: { Id: string }) => Id === TargetOriginId);

/** Of AWS, by their documented ids. */
const MANAGED = {
  cachingOptimized: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  cachingDisabled: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  allViewerExceptHost: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
};

test("no one but this distribution reads the bucket, by a signature of its own", () => {
  const origin = originOf(pages);
  const [bucketId] = origin.DomainName["Fn::GetAtt"];
  expect(resources[bucketId].Properties).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  expect(only("AWS::CloudFront::OriginAccessControl").OriginAccessControlConfig).toMatchObject({
    OriginAccessControlOriginType: "s3",
    SigningBehavior: "always",
    SigningProtocol: "sigv4",
  });
  expect(origin.OriginAccessControlId).toEqual({
    "Fn::GetAtt": [expect.stringMatching(/^ConsoleAccess/), "Id"],
  });
  const allowed = readStack(template)
    .resourceStatements()
    .filter(
      ({ Effect, Resource }) => Effect === "Allow" && JSON.stringify(Resource).includes(bucketId),
    );
  expect(allowed).toHaveLength(1);
  expect(allowed[0]).toMatchObject({
    // Without the right to list, S3 answers 403 and not 404 where a file is missing.
    Action: ["s3:GetObject", "s3:ListBucket"],
    Principal: { Service: "cloudfront.amazonaws.com" },
  });
  expect(JSON.stringify(allowed[0].Condition)).toMatch(/AWS:SourceArn.*ConsoleDistribution/);
});

test("files are kept as each says, over TLS, and only read", () => {
  expect(pages).toMatchObject({
    ViewerProtocolPolicy: "redirect-to-https",
    CachePolicyId: MANAGED.cachingOptimized,
    Compress: true,
    AllowedMethods: ["GET", "HEAD"],
    ResponseHeadersPolicyId: { Ref: expect.stringMatching(/^ConsoleHeaders/) },
  });
  const { FunctionConfig, AutoPublish } = only("AWS::CloudFront::Function");
  expect([FunctionConfig.Runtime, AutoPublish]).toEqual(["cloudfront-js-2.0", true]);
});

test("the API is reached at the same address: all of a request but its host, over TLS, never cached", () => {
  expect(distribution.CacheBehaviors).toHaveLength(1);
  expect(api).toMatchObject({
    PathPattern: "/v1/*",
    ViewerProtocolPolicy: "https-only",
    CachePolicyId: MANAGED.cachingDisabled,
    OriginRequestPolicyId: MANAGED.allViewerExceptHost,
    AllowedMethods: expect.arrayContaining(["DELETE", "PATCH", "POST", "PUT"]),
  });
  expect(api.ResponseHeadersPolicyId).toBeUndefined();
  expect(api.FunctionAssociations).toBeUndefined();
  const { DomainName, CustomOriginConfig } = originOf(api);
  expect(CustomOriginConfig.OriginProtocolPolicy).toBe("https-only");
  expect(JSON.stringify(DomainName)).toContain(".execute-api.");
  // They would replace what the API answers.
  expect(distribution.CustomErrorResponses).toBeUndefined();
});

test("the upload knows its files by name, without compressed copies, and is given up in minutes", () => {
  expect(only("Custom::ConsoleFiles")).toMatchObject({
    Bucket: { Ref: expect.stringMatching(/^ConsoleFiles/) },
    Files: BUILT_FILES,
    Build: expect.stringMatching(/^[0-9a-f]{16}$/),
    ServiceTimeout: "360",
  });
});

test("its address is an output, and the function of the API knows it", () => {
  const url = Match.objectLike({ "Fn::Join": ["", ["https://", Match.anyValue()]] });
  template.hasOutput(OUTPUTS.consoleUrl, { Value: url });
  const { CONSOLE_URL } = readStack(template).functionOf("api").Environment.Variables;
  expect(JSON.stringify(CONSOLE_URL)).toContain("ConsoleDistribution");
  expect(
    readStack(template).functionOf("public").Environment.Variables.CONSOLE_URL,
  ).toBeUndefined();
});

test("at a domain of one's own, with its certificate; the output says which record leads there", () => {
  const certificate = `arn:aws:acm:us-east-1:123456789012:certificate/${"1".repeat(36)}`;
  const own = makeTemplate({
    consoleDomain: "console.example.com",
    consoleCertificate: certificate,
  });
  own.hasResourceProperties("AWS::CloudFront::Distribution", {
    DistributionConfig: {
      Aliases: ["console.example.com"],
      ViewerCertificate: {
        AcmCertificateArn: certificate,
        MinimumProtocolVersion: "TLSv1.2_2021",
        SslSupportMethod: "sni-only",
      },
    },
  });
  own.hasOutput(OUTPUTS.consoleUrl, { Value: "https://console.example.com" });
  const target = Match.objectLike({ "Fn::GetAtt": Match.arrayWith(["DomainName"]) });
  const record = ["console.example.com CNAME ", target];
  own.hasOutput("DnsConsole", { Value: Match.objectLike({ "Fn::Join": ["", record] }) });
  const { CONSOLE_URL } = readStack(own).functionOf("api").Environment.Variables;
  expect(CONSOLE_URL).toBe("https://console.example.com");
  expect(distribution.Aliases).toBeUndefined();
  expect(template.findOutputs("DnsConsole")).toEqual({});
});

test("an installation may do without", () => {
  const without = makeTemplate({ console: false });
  for (const type of ["AWS::CloudFront::Distribution", "Custom::ConsoleFiles"]) {
    without.resourceCountIs(type, 0);
  }
  expect(readStack(without).functionOf("api").Environment.Variables.CONSOLE_URL).toBeUndefined();
});
