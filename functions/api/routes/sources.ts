import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import { sourceSecret } from "#shared/workspace/index.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

const Source = z.lazy(() =>
  z.object({
    id: z.string(),
    url: z.string().register(z.globalRegistry, {
      description: "Where the source posts, signed by the Standard Webhooks rules",
    }),
    secret: z.string(),
  }),
);

export const sources = [
  route({
    method: "GET",
    path: "/v1/sources/{id}",
    scope: "admin",
    summary: "Where others may post events, and the secret that they sign with",
    response: Source,
    handle: async (world, { params }) => {
      const id = knownName(params.id);
      return ok({
        id,
        url: `${world.place.publicUrl}/hooks/${id}`,
        secret: await sourceSecret(world, id),
      });
    },
  }),
];
