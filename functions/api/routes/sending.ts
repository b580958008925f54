import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  type LiveDefinitions,
  readSending,
  setSending,
} from "#shared/platform/live-definitions/index.ts";
import { route } from "./route.ts";

const Sending = z.lazy(() => z.object({ stoppedAt: z.nullable(z.string()) }));

const path = "/v1/sending";

const show = ({ stoppedAt }: Pick<LiveDefinitions, "stoppedAt">) =>
  ok({ stoppedAt: stoppedAt === undefined ? null : iso(stoppedAt) });

export const sending = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "Since when the kill switch is on; null while mail may leave",
    response: Sending,
    handle: async (world) => show(await readSending(world)),
  }),
  route({
    method: "POST",
    path: `${path}/stop`,
    scope: "admin",
    summary: "Kill switch: within 5 seconds no mail of any kind leaves; all of it waits",
    response: Sending,
    handle: async (world) => show(await setSending(world, false, world.clock.now())),
  }),
  route({
    method: "POST",
    path: `${path}/resume`,
    scope: "admin",
    summary:
      "Ends the stop: waiting mail leaves within as long as the stop lasted, at most an hour, and three minutes more",
    response: Sending,
    handle: async (world) => show(await setSending(world, true, world.clock.now())),
  }),
];
