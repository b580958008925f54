import { parseContactLink } from "#shared/content/link-tokens/index.ts";
import { notFound, showPage } from "./page.ts";
import type { Path } from "./request.ts";
import { stopMail } from "./stop-mail.ts";

/**
 * `/u/{token}`: a page with a button, and the one-click POST of RFC 8058, whose body adds nothing
 * to the link. GET changes nothing: scanners open every link.
 */
export const unsubscribe: Path = {
  methods: ["GET", "HEAD", "POST"],
  answer: async (world, { payload, method }) => {
    const link = parseContactLink(payload);
    if (!link) return notFound();
    if (method !== "POST") {
      return showPage({
        title: "Unsubscribe",
        text: "Do you want to stop getting these mails?",
        button: { label: "Unsubscribe" },
      });
    }
    await stopMail(world, link);
    return showPage({
      title: "You are unsubscribed",
      text: "You will not get these mails any more. You can close this page.",
    });
  },
};
