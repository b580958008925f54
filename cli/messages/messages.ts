import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { type ListOptions, printList } from "../print-list.ts";

const Message = z.looseObject({
  id: z.string(),
  at: z.string(),
  contactId: z.string(),
  to: z.nullable(z.string()),
  template: z.string(),
  state: z.string(),
  source: z.looseObject({ kind: z.string() }),
  reason: z.optional(z.string()),
  heldUntil: z.optional(z.string()),
  facts: z.record(z.string(), z.string()),
  clicks: z.optional(z.array(z.object({ at: z.string(), link: z.optional(z.string()) }))),
});
type Message = z.infer<typeof Message>;
const Content = z.looseObject({
  asSent: z.boolean(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});

type Filter = "state" | "sequence" | "step" | "template" | "from" | "until";
type Options = Api & { json?: true };

const pathOf = (id: string, more = "") => `/v1/messages/${encodeURIComponent(id)}${more}`;
const originOf = ({ source }: Message) =>
  source.kind === "run" ? `${source.sequence}/${source.step}` : source.kind;

/** Prints a line per message: instant, state, contact, template, sequence and step, id, reason. */
export const listMessages = (io: CliIo, options: ListOptions & Partial<Record<Filter, string>>) => {
  const { state, sequence, step, template, from, until, ...list } = options;
  return printList(io, list, {
    path: "/v1/messages",
    query: { state, sequence, step, template, from, until },
    item: Message,
    parts: (one) => [
      ...[one.at, one.state, one.contactId, one.template, originOf(one), one.id],
      ...(one.reason === undefined ? [] : [one.reason]),
    ],
  });
};

/** Prints a message's state and, in the order of time, what happened to it. */
export async function printMessage(io: CliIo, id: string, { json, ...api }: Options) {
  const answer = await clientOf(api).get(pathOf(id));
  if (json) return io.out(`${JSON.stringify(answer)}\n`);
  const message = Message.parse(answer);
  const { state, reason, heldUntil, contactId, to, template, at, facts, clicks = [] } = message;
  const happened = [
    [at, "decided"],
    ...Object.entries(facts).map(([fact, when]) => [when, fact]),
    ...clicks.map((click) => [click.at, `clicked ${click.link ?? ""}`.trimEnd()]),
  ].toSorted(([a = ""], [b = ""]) => a.localeCompare(b));
  const why = [reason, heldUntil && `tried again ${heldUntil}`].filter(Boolean);
  const lines = [
    [state, ...why].join("  "),
    `to ${to ?? "an address that is gone"} (${contactId}), template ${template}, by ${originOf(message)}`,
    ...happened.map((line) => line.join("  ")),
  ];
  io.out(`${lines.join("\n")}\n`);
}

/** Prints the subject and text of a message, or its HTML; how it was had goes to stderr. */
export async function printContent(
  io: CliIo,
  id: string,
  { json, html, ...api }: Options & { html?: true },
) {
  const answer = await clientOf(api).get(pathOf(id, "/content"));
  if (json) return io.out(`${JSON.stringify(answer)}\n`);
  const content = Content.parse(answer);
  io.out(html ? `${content.html}\n` : `${content.subject}\n\n${content.text}\n`);
  io.err(content.asSent ? "As it was sent.\n" : "Rendered again from the version that was sent.\n");
}
