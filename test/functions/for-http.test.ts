import { expect, test } from "vitest";
import { createHandler as createApi } from "#functions/api/handler.ts";
import { createHandler as createWebhooks } from "#functions/inbound-webhooks/handler.ts";
import { createHandler as createPublic } from "#functions/public/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { httpEvent } from "#test/support/api.ts";
import { makeWorld } from "#test/support/world.ts";

const { world } = makeWorld();
const HANDLERS = [
  ["/v1/health", createApi(world)],
  ["/v1/settings", createApi(world)],
  ["/u/nothing", createPublic(world)],
  ["/hooks/nothing", createWebhooks(world)],
] as const;

test.each(HANDLERS)(
  "%s asks for TLS from then on, of those who came over it",
  async (path, handle) => {
    const headersOf = async (scheme: string) => {
      const event = httpEvent("GET", path, { "x-forwarded-proto": scheme }, undefined);
      return Object(await handle(event, lambdaContext())).headers;
    };
    expect(await headersOf("https")).toMatchObject({
      "strict-transport-security": "max-age=31536000",
    });
    expect(await headersOf("http")).not.toHaveProperty("strict-transport-security");
  },
);
