import { MAX_ELEMENTS, MAX_LIQUID, MAX_SOURCE_BYTES } from "#shared/content/liquid/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import type { TemplateSource } from "#shared/ports/renderer.ts";

/** A validated source: LF line ends, and its one markup with its original name. */
export type CheckedSource = {
  subject: string;
  text?: string;
  markup: string;
  kind: "mjml" | "html";
};

const PARTS = ["subject", "mjml", "html", "text"] as const;
const LIQUID = /\{[{%]/g;
const ELEMENT = /</g;
const withLf = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

/** Counted first, so that oversized sources are refused at once. */
function faultsOf(text: string): string[] {
  if (text.includes("\0")) return ["holds a NUL character"];
  if (Buffer.byteLength(text) > MAX_SOURCE_BYTES)
    return [`may be at most ${MAX_SOURCE_BYTES} bytes`];
  return [
    ...faultOver(MAX_LIQUID, text, LIQUID, "tags and outputs of Liquid"),
    ...faultOver(MAX_ELEMENTS, text, ELEMENT, '"<"'),
  ];
}

function faultOver(limit: number, text: string, sign: RegExp, what: string): string[] {
  const count = text.match(sign)?.length ?? 0;
  return count > limit ? [`may have at most ${limit} ${what}, not ${count}`] : [];
}

/**
 * @throws InvalidInput when a part is missing, doubled, no text, with a NUL character, over
 * {@link MAX_SOURCE_BYTES}, {@link MAX_LIQUID} or {@link MAX_ELEMENTS}
 */
export function checkSource(source: TemplateSource): CheckedSource {
  const faults: Fault[] = [];
  for (const part of PARTS) {
    const value: unknown = source[part];
    if (value === undefined && part !== "subject") continue;
    if (typeof value !== "string") faults.push({ path: `/${part}`, message: "should be text" });
    else faults.push(...faultsOf(value).map((message) => ({ path: `/${part}`, message })));
  }
  const { subject, mjml, html, text } = source;
  if ((mjml === undefined) === (html === undefined)) {
    faults.push({ path: "", message: "should have either mjml or html" });
  }
  if (faults.length > 0) throw new InvalidInput("the template is not valid", faults);
  return {
    subject: withLf(subject),
    ...(text !== undefined && { text: withLf(text) }),
    markup: withLf((mjml ?? html)!),
    kind: mjml === undefined ? "html" : "mjml",
  };
}
