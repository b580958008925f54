import * as z from "zod/mini";
import { etag, expected, matched, ok, SMALL_BODY_BYTES } from "#shared/http/index.ts";
import { findSettings, writeSettings } from "#shared/platform/settings/index.ts";
import { route } from "./route.ts";
import { Email, TimeZone } from "./schemas.ts";

const ONE_LINE = /^[^\p{Cc}]*$/u;

const Settings = z.lazy(() =>
  z.strictObject({
    from: z.optional(
      z.strictObject({
        name: z.string().check(z.maxLength(100), z.regex(ONE_LINE, "one line of text")),
        email: Email,
      }),
    ),
    replyTo: z.optional(Email),
    postalAddress: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(500))),
    timeZone: z.optional(TimeZone),
    trackOpens: z.optional(z.boolean()),
  }),
);

const path = "/v1/settings";

export const settings = [
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "The settings of the workspace",
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
    tagged: true,
    summary: "Replaces the settings; what is left out returns to its default",
    body: Settings,
    limitBytes: SMALL_BODY_BYTES,
    response: Settings,
    handle: async (world, { body, headers }) => {
      const expect = expected(headers, (await findSettings(world)).version);
      const { data, version } = await matched(expect, writeSettings(world, body, expect));
      return ok(data, etag(version));
    },
  }),
];
