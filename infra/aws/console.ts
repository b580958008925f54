import { Annotations, CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AccessLevel,
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import type { ConsoleAddress } from "./console-address.ts";
import { headersPolicy, pageFunction } from "./console-edge.ts";
import { ConsoleUpload } from "./console-upload.ts";
import type { Http } from "./http.ts";

const LIST_WARNING = "@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk";

/**
 * The console behind CloudFront: its files from a private bucket and the API under one address, for
 * the session's cookie is sent to no other.
 */
export class Console extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, http: Http, folder: string, own?: ConsoleAddress) {
    super(scope, id);
    const bucket = new Bucket(this, "Files", {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // The upload empties it first.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { stackName, region } = Stack.of(this);
    // Names of CloudFront are an account's, not a region's.
    const originAccessControlName = `${stackName}-console-${region}`;
    const access = new S3OriginAccessControl(this, "Access", { originAccessControlName });
    const origin = S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessControl: access,
      // Who may not list is told 403 of a missing file, and not 404.
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    });
    const listed = "no path leads to the bucket itself, and the names of its files are public";
    Annotations.of(this).acknowledgeWarning(LIST_WARNING, listed);
    // No error pages: they would replace the API's answers too.
    const distribution = new Distribution(this, "Distribution", {
      comment: `${stackName}: the console`,
      defaultRootObject: "index.html",
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(own && {
        domainNames: [own.domain],
        certificate: Certificate.fromCertificateArn(this, "Certificate", own.certificate),
      }),
      defaultBehavior: {
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        // It obeys the `cache-control` of each file.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: headersPolicy(this),
        functionAssociations: [pageFunction(this)],
      },
      additionalBehaviors: { "/v1/*": apiBehavior(http) },
    });
    new ConsoleUpload(this, "Upload", bucket, folder);
    const { distributionDomainName } = distribution;
    this.url = `https://${own?.domain ?? distributionDomainName}`;
    if (own) {
      const value = `${own.domain} CNAME ${distributionDomainName}`;
      new CfnOutput(this, "Dns", { value }).overrideLogicalId("DnsConsole");
    }
    new CfnOutput(this, "Url", { value: this.url }).overrideLogicalId(OUTPUTS.consoleUrl);
  }
}

/** Everything passes through but `Host`, by which API Gateway finds the API. */
const apiBehavior = (http: Http): BehaviorOptions => ({
  origin: new HttpOrigin(http.domain, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
  // A redirect would come after the cookie or key was sent in the clear.
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
});
