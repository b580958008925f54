import { parseOpen } from "#shared/content/link-tokens/index.ts";
import { rawOpen } from "#shared/queue/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import { HEADERS, notFound } from "./page.ts";
import { isMachine, type Path } from "./request.ts";

/** The smallest transparent GIF. */
const PIXEL = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** `/o/{token}.gif`: the pixel, whether or not we could note it. */
export const open: Path = {
  methods: ["GET", "HEAD"],
  answer: async (world, { payload, method, event, log }) => {
    const message = parseOpen(payload);
    if (message === undefined) return notFound();
    if (method === "GET") {
      const seen = { at: world.clock.now(), machine: isMachine(world, event) };
      await world.queue
        .send("feedback", [{ body: rawOpen({ message, ...seen }) }])
        .catch((error: Error) => {
          log("an open was not noted", { message, error: describeError(error) });
        });
    }
    const headers = { ...HEADERS, "content-type": "image/gif" };
    return { statusCode: 200, headers, body: PIXEL, isBase64Encoded: true };
  },
};
