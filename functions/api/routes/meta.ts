import * as z from "zod/mini";
import { VERSION } from "#functions/runtime/version.ts";
import { ATTRIBUTE_LIMITS } from "#shared/audience/profiles/index.ts";
import { MAX_STEPS } from "#shared/automation/language/index.ts";
import { ok } from "#shared/http/index.ts";
import { MAX_EVENT_DATA_BYTES } from "#shared/kernel/retention.ts";
import { iso } from "#shared/kernel/time.ts";
import { route } from "./route.ts";

const Meta = z.lazy(() =>
  z.object({
    version: z.string(),
    place: z.enum(["aws", "standalone"]),
    hasMailbox: z.boolean(),
    canMoveClock: z.boolean(),
    /** Where the console is, if not at the API's own address. */
    consoleUrl: z.nullable(z.string()),
    /** The program's clock, which may be moved ahead of the machine's. */
    now: z.string(),
    /** How changes can be followed: `GET /v1/changes`, and `/v1/changes/stream`. */
    live: z.array(z.enum(["poll", "stream"])),
    limits: z.object({ steps: z.int(), attributes: z.int(), eventDataBytes: z.int() }),
  }),
);

export const meta = [
  route({
    method: "GET",
    path: "/v1/meta",
    scope: "read",
    summary: "This installation: its version, where it runs and what it can do",
    response: Meta,
    handle: async ({ clock, runtime: { place, hasMailbox, dev, consoleUrl = null } }) =>
      ok({
        version: VERSION,
        place,
        hasMailbox,
        canMoveClock: dev,
        consoleUrl,
        now: iso(clock.now()),
        live: place === "standalone" ? ["poll", "stream"] : ["poll"],
        limits: {
          steps: MAX_STEPS,
          attributes: ATTRIBUTE_LIMITS.names,
          eventDataBytes: MAX_EVENT_DATA_BYTES,
        },
      } satisfies z.infer<typeof Meta>),
  }),
];
