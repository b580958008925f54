import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { around, type Log } from "./around.ts";

/** A handler behind the HTTP API (payload 2.0). */
export function forHttp(
  name: string,
  handle: (event: APIGatewayProxyEventV2, log: Log) => Promise<APIGatewayProxyStructuredResultV2>,
) {
  const { base, log } = around(name);
  return base<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler((event) =>
    handle(event, log),
  );
}
