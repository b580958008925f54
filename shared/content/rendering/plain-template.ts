import type { Template } from "liquidjs";
import { BODY_END } from "#shared/content/links/index.ts";
import type { Expression } from "#shared/content/liquid/index.ts";
import {
  isLinkName,
  type Pieces,
  type Span,
  spanOf,
  splitTemplate,
} from "#shared/content/liquid/index.ts";
import { quotedPrintable } from "#shared/content/mime/index.ts";

/** The fixed pieces of a part, and which template value follows each but the last. */
export type Part<T> = { fixed: T[]; places: number[] };

/**
 * A template without tags: its fixed pieces are encoded once, so that a mail encodes only values.
 */
export type PlainTemplate = {
  values: Expression[];
  subject: Part<string>;
  text: Part<Span>;
  html: Part<Span>;
  /** The HTML with one more place, after those of `values`, for the open pixel. */
  tracked: Part<Span>;
};

/** The limit of outputs in all parts; beyond it, Liquid's own limits pay off. */
const MAX_OUTPUTS = 1_000;

/**
 * Undefined when a part needs Liquid: a tag, an uncommon output, or pieces that can't be encoded
 * apart.
 */
export function plainTemplate(parsed: {
  subject: Template[];
  html: Template[];
  text: Template[];
}): PlainTemplate | undefined {
  const subject = splitTemplate(parsed.subject);
  const html = splitTemplate(parsed.html);
  const text = splitTemplate(parsed.text);
  if (!subject || !html || !text) return undefined;
  // The subject can't read links.
  if (subject.values.some(({ path: [root = ""] }) => isLinkName(root))) return undefined;
  const all = [subject, html, text];
  const outputs = all.flatMap(({ values }) => values);
  if (outputs.length > MAX_OUTPUTS) return undefined;
  if (!all.every(({ fixed }) => fixed.every(standsAlone))) return undefined;
  // A value could complete the tag before which the pixel goes.
  if (html.fixed.slice(0, -1).some((piece) => /<(\/(b(o(dy?)?)?)?)?$/.test(piece)))
    return undefined;

  const values = [...new Map(outputs.map((output) => [output.key, output])).values()];
  const places = new Map(values.map(({ key }, place) => [key, place]));
  const place = ({ fixed, values: own }: Pieces): Part<string> => ({
    fixed,
    places: own.map(({ key }) => places.get(key)!),
  });
  const page = place(html);
  return {
    values,
    subject: place(subject),
    text: encode(trimEnds(place(text))),
    html: encode(page),
    tracked: encode(addPixelPlace(page, values.length)),
  };
}

/** Whether a piece is complete: no CR that waits for an LF, no half surrogate pair. */
const standsAlone = (piece: string) => !piece.includes("\r") && piece.isWellFormed();

function trimEnds({ fixed, places }: Part<string>): Part<string> {
  const [first = "", ...rest] = fixed;
  const trimmed = [first.trimStart(), ...rest];
  return { fixed: trimmed.with(-1, trimmed.at(-1)!.trimEnd()), places };
}

function addPixelPlace({ fixed, places }: Part<string>, place: number): Part<string> {
  const at = fixed.findLastIndex((piece) => piece.includes(BODY_END));
  if (at < 0) return { fixed: [...fixed, ""], places: [...places, place] };
  const end = fixed[at]!.lastIndexOf(BODY_END);
  return {
    fixed: fixed.toSpliced(at, 1, fixed[at]!.slice(0, end), fixed[at]!.slice(end)),
    places: places.toSpliced(at, 0, place),
  };
}

/** Encodes the pieces; each but the last ends at a fresh line. */
function encode({ fixed, places }: Part<string>): Part<Span> {
  const spans = fixed.map(spanOf);
  return {
    fixed: spans.with(-1, { ...spans.at(-1)!, qp: quotedPrintable(fixed.at(-1)!) }),
    places,
  };
}
