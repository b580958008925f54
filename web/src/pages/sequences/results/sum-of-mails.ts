import type { Schemas } from "../../../api/client.ts";

const NAMES = ["sent", "delivered", "opened", "clicked", "bounced", "complained"] as const;

/**
 * What happened to mails on all days together, each beside its share of the mails sent. A mail may
 * be opened days after it was sent, so a short time may show more than all.
 */
export function sumOfMails(days: Schemas["MailDay"][]) {
  const sums = NAMES.map((name) => ({
    name,
    count: days.reduce((all, day) => all + day[name], 0),
  }));
  const sent = sums[0]!.count;
  return sums.map(({ name, count }) => ({
    name,
    count,
    share: name === "sent" || sent === 0 ? undefined : Math.min(1, count / sent),
  }));
}
