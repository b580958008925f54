import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import { requestSecrets } from "#shared/platform/settings/index.ts";
import { route } from "./route.ts";

const WebhookSecret = z.lazy(() =>
  z.object({
    secret: z.string().register(z.globalRegistry, {
      description:
        "Receivers use it to check, by the Standard Webhooks rules, that a request is genuine",
    }),
    secrets: z.array(z.object({ id: z.string(), secret: z.string() })).register(z.globalRegistry, {
      description: "Every secret that signs requests, the current one first",
    }),
  }),
);

export const webhookSecret = [
  route({
    method: "GET",
    path: "/v1/webhook-secret",
    scope: "admin",
    summary: "The secret with which the requests of webhook and notify steps are signed",
    response: WebhookSecret,
    handle: async (world) => {
      const secrets = await requestSecrets(world);
      return ok({ secret: secrets[0].secret, secrets });
    },
  }),
];
