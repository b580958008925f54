import { needsFooterWork } from "#shared/content/footer/index.ts";
import { pixelOf } from "#shared/content/links/index.ts";
import {
  type EncodedValue,
  encodeValue,
  evaluate,
  MAX_OUTPUT_BYTES,
  openLiquid,
  type Span,
  spanOf,
} from "#shared/content/liquid/index.ts";
import { composeParts, SOFT_BREAK } from "#shared/content/mime/index.ts";
import type { Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { capOutput } from "./cap-output.ts";
import { cleanSubject } from "./clean-subject.ts";
import { openLinks } from "./open-links.ts";
import type { Part } from "./plain-template.ts";
import type { Prepared } from "./prepare-template.ts";

/** The limit of all values: each is encoded before its part is known to be too large. */
const MAX_VALUES_LENGTH = 3 * MAX_OUTPUT_BYTES;

/**
 * Renders a plain template as Liquid would. Undefined for cases that Liquid must decide: tags,
 * lists, oversize, odd characters, dropped links, unproved footers, and values that leave a part's
 * ends blank.
 * @throws InvalidInput as `renderLiquid`; Defect as `compose`
 */
export function renderPlain(prepared: Prepared, request: RenderRequest): Rendered | undefined {
  const { plain, links } = prepared;
  const { head, openUrl } = request;
  if (!plain || needsFooterWork(request)) return undefined;
  const { scope, followed } = openLinks(links, request, openLiquid());

  const values: EncodedValue[] = [];
  let room = MAX_VALUES_LENGTH;
  for (const expression of plain.values) {
    const raw = evaluate(expression, scope);
    room -= raw?.length ?? 0;
    const value = raw === undefined || room < 0 ? undefined : encodeValue(raw);
    if (!value) return undefined;
    values.push(value);
  }
  if (followed.dropped) return undefined;
  if (openUrl !== undefined) {
    const raw = pixelOf(openUrl);
    values.push({ raw, text: spanOf(raw), html: spanOf(raw) });
  }
  const text = merge(plain.text, values, "text");
  const html = merge(openUrl === undefined ? plain.html : plain.tracked, values, "html");
  if (text === undefined || html === undefined) return undefined;
  const subject = cleanSubject(capOutput(fill(plain.subject, values), "subject"));
  const { targets: dynamicLinks, notes } = followed;
  const raw = composeParts({ ...head, subject }, { text, html });
  return { subject, raw, dynamicLinks, ...(notes && { notes }) };
}

function fill({ fixed, places }: Part<string>, values: EncodedValue[]): string {
  let filled = fixed[0]!;
  places.forEach((place, i) => {
    filled += values[place]!.raw + fixed[i + 1]!;
  });
  return filled;
}

/** Undefined when the part is too large, or when a value at its ends is blank. */
function merge(
  { fixed, places }: Part<Span>,
  values: EncodedValue[],
  kind: "text" | "html",
): string | undefined {
  let { qp, bytes } = fixed[0]!;
  const last = places.length - 1;
  if (qp === "" && last >= 0 && isBlankAtEnd(values[places[0]!]!)) return undefined;
  for (let i = 0; i <= last; i++) {
    const value = values[places[i]!]!;
    const span = value[kind];
    const piece = fixed[i + 1]!;
    bytes += span.bytes + piece.bytes;
    if (i === last && piece.qp === "") {
      if (isBlankAtEnd(value)) return undefined;
      qp += span.qp.slice(0, -SOFT_BREAK.length);
    } else qp += span.qp + piece.qp;
  }
  return bytes > MAX_OUTPUT_BYTES ? undefined : qp;
}

const isBlankAtEnd = ({ raw }: EncodedValue) => raw === "" || raw.trim() !== raw;
