import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type Log, withMiddleware } from "./middleware.ts";

/** A year during which browsers use only TLS (RFC 6797). */
const HSTS = { "strict-transport-security": "max-age=31536000" };

/** Set by API Gateway, and by a proxy in front of the standalone process. */
const isSecure = ({ headers }: APIGatewayProxyEventV2) => headers["x-forwarded-proto"] === "https";

/** A handler behind the HTTP API (payload 2.0). */
export function forHttp(
  name: string,
  handle: (event: APIGatewayProxyEventV2, log: Log) => Promise<APIGatewayProxyStructuredResultV2>,
) {
  const { base, log } = withMiddleware(name);
  return base<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(
    async (event) => {
      const answer = await handle(event, log);
      return isSecure(event) ? { ...answer, headers: { ...answer.headers, ...HSTS } } : answer;
    },
  );
}
