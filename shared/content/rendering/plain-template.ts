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

/**
 * What is fixed in a part, and which value of the template stands after each piece of it but the
 * last.
 */
export type Part<T> = { fixed: T[]; places: number[] };

/** A template without tags: its fixed pieces written once, so that a mail takes only its values. */
export type PlainTemplate = {
  values: Expression[];
  subject: Part<string>;
  text: Part<Span>;
  html: Part<Span>;
  /**
   * The HTML with one place more, after those of `values`, for the picture that reports an open.
   */
  tracked: Part<Span>;
};

/**
 * Of outputs in all parts together; with more of them, Liquid's own limits are worth their time.
 */
const MAX_OUTPUTS = 1_000;

/**
 * Undefined when a part needs Liquid: for a tag, an uncommon output, or where pieces can't be read
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
  // The subject sees the data alone, and nothing by the name of a link.
  if (subject.values.some(({ path: [root = ""] }) => isLinkName(root))) return undefined;
  const all = [subject, html, text];
  const outputs = all.flatMap(({ values }) => values);
  if (outputs.length > MAX_OUTPUTS) return undefined;
  if (!all.every(({ fixed }) => fixed.every(standsAlone))) return undefined;
  // A value could complete the tag before which the picture goes.
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

/** Whether its meaning ends where it ends: a CR waits for an LF, half a character for the other. */
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

/** Each piece but the last ends at a fresh line. */
function encode({ fixed, places }: Part<string>): Part<Span> {
  const spans = fixed.map(spanOf);
  return {
    fixed: spans.with(-1, { ...spans.at(-1)!, qp: quotedPrintable(fixed.at(-1)!) }),
    places,
  };
}
