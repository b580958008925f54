import * as z from "zod";
import { etag, expected, matched, ok } from "#shared/http/index.ts";
import { findSettings, writeSettings } from "#shared/workspace/index.ts";
import { route } from "./route.ts";
import { Email, TimeZone } from "./schemas.ts";

const ONE_LINE = /^[^\p{Cc}]*$/u;

const Settings = z.strictObject({
  from: z
    .strictObject({ name: z.string().max(100).regex(ONE_LINE, "one line of text"), email: Email })
    .optional(),
  replyTo: Email.optional(),
  postalAddress: z.string().trim().min(1).max(500).optional(),
  timeZone: TimeZone.optional(),
  trackOpens: z.boolean().optional(),
});

const path = "/v1/settings";

export const settings = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "What holds for the whole workspace",
    response: Settings,
    handle: async (world) => {
      const { data, version } = await findSettings(world);
      return ok(data, etag(version));
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    summary: "Replaces the settings; what is left out goes back to its default",
    body: Settings,
    response: Settings,
    handle: async (world, { body, headers }) => {
      const expect = expected(headers, (await findSettings(world)).version);
      const { data, version } = await matched(expect, writeSettings(world, body, expect));
      return ok(data, etag(version));
    },
  }),
];
