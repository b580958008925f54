import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { afterEach, expect } from "vitest";
import { type HttpHandler, serve } from "#infra/standalone/http-server.ts";
import { closeServer } from "#infra/standalone/wire-functions.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await closeServer(server);
  }
});

type Options = Parameters<typeof serve>[2];

/** A server whose handler keeps the events that reach it. */
export async function listen(
  options?: Options,
  handle: HttpHandler = async () => ({ statusCode: 200 }),
) {
  const events: APIGatewayProxyEventV2[] = [];
  const server = serve(
    () => (event, context) => {
      events.push(event);
      return handle(event, context);
    },
    async () => {},
    options,
  );
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { events, server, port: (server.address() as AddressInfo).port };
}

/** What comes back for some bytes, until the server ends the connection. */
export async function send(port: number, ...parts: string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  socket.on("error", () => {});
  for (const part of parts) socket.write(part);
  await once(socket, "close");
  return answer;
}

/** The status and the kind of a problem document. */
export function read(answer: string) {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(/content-type: application\/problem\+json/i);
  const problem = JSON.parse(body);
  expect(problem).toEqual({
    type: expect.stringMatching(/^urn:dripstack:/),
    title: expect.any(String),
    status: Number(head.split(" ")[1]),
    detail: expect.any(String),
    requestId: expect.any(String),
    errors: [],
  });
  return [problem.status, problem.type.replace("urn:dripstack:", "")];
}
