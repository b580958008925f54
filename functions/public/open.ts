import { parseOpen } from "#shared/content/link-tokens/index.ts";
import { rawOpen } from "#shared/queue/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import { HEADERS, notFound } from "./page.ts";
import { isMachine, type Path } from "./request.ts";

/** The smallest transparent GIF. */
const PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** `/o/{token}.gif`: the pixel, even if the open can not be recorded. */
export const open: Path = {
  methods: ["GET", "HEAD"],
  answer: async (world, { payload, method, event, log }) => {
    const message = parseOpen(payload);
    if (message === undefined) return notFound();
    if (method === "GET") {
      const request = { at: world.clock.now(), machine: isMachine(world, event) };
      await world.queue
        .send("feedback", [{ body: rawOpen({ message, ...request }) }])
        .catch((error: Error) => {
          log("an open was not recorded", { message, error: describeError(error) });
        });
    }
    const headers = { ...HEADERS, "content-type": "image/gif" };
    return { statusCode: 200, headers, body: PIXEL, isBase64Encoded: true };
  },
};
