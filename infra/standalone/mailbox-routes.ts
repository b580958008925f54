import * as z from "zod/mini";
import type { Mailbox } from "#shared/adapters/local/mailbox.ts";
import { readMail } from "#shared/adapters/local/read-mail.ts";
import {
  defineRoute,
  ok,
  pageOf,
  pagingWith,
  type Route,
  readCursor,
  writeCursor,
} from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";

const Query = pagingWith(() => ({ to: z.optional(z.string().check(z.maxLength(320))) }));
const Position = z.string().check(z.regex(/^\d{1,15}$/));

const Listed = z.object({
  messageId: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  at: z.string(),
  links: z.array(z.string()),
});
const Mail = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  links: z.array(z.string()),
});

/** The API of the built-in mailbox: for its page, tests and scripts. */
export const mailboxRoutes = (mailbox: Mailbox): Route<unknown>[] => [
  defineRoute({
    method: "GET",
    path: "/v1/mailbox",
    scope: "read",
    summary: "List the mails in the built-in mailbox, newest first",
    query: Query,
    response: pageOf(Listed),
    handle: async (_, { query: { to, cursor, limit } }) => {
      const page = await mailbox.list(to, readCursor(Position, cursor), limit);
      return ok({ items: page.items, cursor: writeCursor(page.cursor) });
    },
  }),
  defineRoute({
    method: "GET",
    path: "/v1/mailbox/{messageId}",
    scope: "read",
    summary: "Read a mail: its parts and headers, decoded",
    response: Mail,
    handle: async (_, { params }) => ok(await readMail(find(mailbox, params.messageId))),
  }),
  defineRoute({
    method: "GET",
    path: "/v1/mailbox/{messageId}/raw",
    scope: "read",
    summary: "Read a mail as it was sent",
    handle: async (_, { params }) => ({
      status: 200,
      // Our mails are ASCII.
      raw: Buffer.from(find(mailbox, params.messageId)).toString("latin1"),
      headers: { "content-type": "message/rfc822" },
    }),
  }),
];

function find(mailbox: Mailbox, messageId: string): Uint8Array {
  const raw = mailbox.raw(messageId);
  if (!raw) throw new NotFound("the mailbox has no mail with this id");
  return raw;
}
