import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import type { TemplateSource } from "#shared/ports/renderer.ts";
import { MAX_SOURCE_BYTES } from "./limits.ts";

/** A source of the right shape: LF line ends, and its one markup with the name that it came under. */
export type CheckedSource = {
  subject: string;
  text?: string;
  markup: string;
  kind: "mjml" | "html";
};

const PARTS = ["subject", "mjml", "html", "text"] as const;
const withLf = (text: string) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

/**
 * @throws InvalidInput when a part is missing, doubled, no text, with a NUL character or over
 * {@link MAX_SOURCE_BYTES}
 */
export function checkSource(source: TemplateSource): CheckedSource {
  const faults: Fault[] = [];
  for (const part of PARTS) {
    const value: unknown = source[part];
    if (value === undefined && part !== "subject") continue;
    if (typeof value !== "string") faults.push({ path: `/${part}`, message: "should be text" });
    else if (value.includes("\0")) {
      faults.push({ path: `/${part}`, message: "holds a NUL character" });
    } else if (Buffer.byteLength(value) > MAX_SOURCE_BYTES) {
      faults.push({ path: `/${part}`, message: `may be at most ${MAX_SOURCE_BYTES} bytes` });
    }
  }
  const { subject, mjml, html, text } = source;
  if ((mjml === undefined) === (html === undefined)) {
    faults.push({ path: "", message: "should have either mjml or html" });
  }
  if (faults.length > 0) throw new InvalidInput("the template source is not usable", faults);
  return {
    subject: withLf(subject),
    ...(text !== undefined && { text: withLf(text) }),
    markup: withLf((mjml ?? html)!),
    kind: mjml === undefined ? "html" : "mjml",
  };
}
