import { parseClick } from "#shared/content/link-tokens/index.ts";
import { findLink } from "#shared/messaging/feedback/index.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import { rawClick } from "#shared/queue/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import { HEADERS, notFound } from "./page.ts";
import { isMachine, type Path } from "./request.ts";

/** `/c/{token}`: redirects to the link's target. */
export const click: Path = {
  methods: ["GET", "HEAD"],
  answer: async (world, { payload, method, event, log }) => {
    const { messageId, index } = parseClick(payload) ?? {};
    if (messageId === undefined || index === undefined) return notFound();
    const row = await readMessage(world, messageId);
    const location = row && (await findLink(world, row.data, index));
    if (location === undefined) return notFound();
    if (method === "GET") {
      const request = { at: world.clock.now(), machine: isMachine(world, event) };
      const body = rawClick({ message: messageId, link: index, ...request });
      // The reader is redirected even if the click can not be queued.
      await world.queue.send("feedback", [{ body }]).catch((error: Error) => {
        log("a click was not recorded", { messageId, error: describeError(error) });
      });
    }
    return { statusCode: 302, headers: { ...HEADERS, location } };
  },
};
