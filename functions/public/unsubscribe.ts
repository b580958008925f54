import { parsePerson } from "#shared/content/link-tokens/index.ts";
import { notFound, showPage } from "./page.ts";
import type { Path } from "./request.ts";
import { stopMail } from "./stop-mail.ts";

/**
 * `/u/{token}`: a page whose button posts; and the one-click POST of a mail program (RFC 8058), whose body says
 * nothing that the link does not. Looking at it changes nothing: scanners look at every link.
 */
export const unsubscribe: Path = {
  methods: ["GET", "HEAD", "POST"],
  answer: async (world, { payload, method }) => {
    const person = parsePerson(payload);
    if (!person) return notFound();
    if (method !== "POST") {
      return showPage({
        title: "Unsubscribe",
        text: "Do you want to stop getting these mails?",
        button: { label: "Unsubscribe" },
      });
    }
    await stopMail(world, person);
    return showPage({
      title: "You are unsubscribed",
      text: "You will not get these mails any more. You can close this page.",
    });
  },
};
