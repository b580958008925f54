import { Duration, Stack } from "aws-cdk-lib";
import {
  Function as EdgeFunction,
  type FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { FILE_PATH } from "#infra/console/built-files.ts";
import { CONSOLE_HEADERS } from "#infra/console/headers.ts";

/** Turns the path of a page into that of the only one there is. */
const REWRITE = `function handler(event) {
  var request = event.request;
  if (!${FILE_PATH}.test(request.uri)) request.uri = "/index.html";
  return request;
}
`;

/** Runs before the cache, so that all pages are one object there. */
export const pageFunction = (scope: Construct): FunctionAssociation => ({
  eventType: FunctionEventType.VIEWER_REQUEST,
  function: new EdgeFunction(scope, "Page", {
    comment: "Pages of the console are one file",
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(REWRITE),
  }),
});

/** The headers that the process sends too, and HSTS: CloudFront knows some by names of its own. */
export function headersPolicy(scope: Construct): ResponseHeadersPolicy {
  const { stackName, region } = Stack.of(scope);
  const {
    "content-security-policy": contentSecurityPolicy,
    "referrer-policy": _noReferrer,
    "x-content-type-options": _nosniff,
    ...others
  } = CONSOLE_HEADERS;
  const override = true;
  return new ResponseHeadersPolicy(scope, "Headers", {
    responseHeadersPolicyName: `${stackName}-console-${region}`,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override },
      contentTypeOptions: { override },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override })),
    },
  });
}
