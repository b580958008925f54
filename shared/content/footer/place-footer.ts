import type { Liquid, Template } from "liquidjs";
import {
  boundRanges,
  htmlEngine,
  openLiquid,
  parseLiquid,
  plainEngine,
} from "#shared/content/liquid/index.ts";
import { type LiquidMask, maskLiquid } from "#shared/content/markup/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { appendTextFooter, htmlFooter, type Missing } from "./append-footer.ts";
import { findFooter, findTextFooter } from "./find-footer.ts";
import { type Proof, proveFooter, proveTextFooter } from "./prove-footer.ts";
import { SAMPLE_FOOTER, sampleData } from "./sample-data.ts";

const ADDRESS = "{{ postal_address }}";
const UNSUBSCRIBE = "{{ unsubscribe_url }}";
const UNREAD =
  "a footer at its end would not be read: close what is open there, such as a comment, a textarea or a hidden element";

/** `isSure`: each mail shows both; else each is looked at when it is rendered. */
type Placed = { part: string; isSure: boolean };

/**
 * The masked HTML with the address and the unsubscribe link, added at the end of its body where no
 * mail of it shows them.
 * @param variables what the template reads
 * @throws InvalidInput when there is no place where a footer would be read, or when the Liquid is none in the order
 * that the HTML has it
 */
export function placeHtmlFooter(
  html: string,
  mask: LiquidMask,
  variables: string[],
  path: string,
): Placed {
  const proof = proveFooter(html, mask);
  if (isComplete(proof)) return { part: html, isSure: true };

  const parsed = parseLiquid(htmlEngine, mask.show(html), path);
  const found = renderSamples(htmlEngine, parsed, variables, mask.pieces).map((page) =>
    findFooter(page, SAMPLE_FOOTER),
  );
  if (found.some((footer) => footer.end === undefined && !isComplete(footer))) {
    throw new InvalidInput(UNREAD, [{ path, message: UNREAD }]);
  }
  const { end } = findFooter(html, SAMPLE_FOOTER);
  if (end === undefined) return { part: html, isSure: false };
  const missing = findMissing(proof, found);
  const footer = htmlFooter(missing, mask.cover(ADDRESS), mask.cover(UNSUBSCRIBE));
  const part = html.slice(0, end) + footer + html.slice(end);
  return { part, isSure: isComplete(proveFooter(part, mask)) };
}

/** The same for the text, of which all is read. */
export function placeTextFooter(text: string, variables: string[]): Placed {
  const { pieces } = maskLiquid(text);
  const proof = proveTextFooter(text);
  if (isComplete(proof)) return { part: text, isSure: true };
  const parsed = parseLiquid(plainEngine, text, "/text");
  const found = renderSamples(plainEngine, parsed, variables, pieces).map((page) =>
    findTextFooter(page, SAMPLE_FOOTER),
  );
  const missing = findMissing(proof, found);
  const part = appendTextFooter(text, missing, ADDRESS, UNSUBSCRIBE);
  return { part, isSure: isComplete(proveTextFooter(part)) };
}

const isComplete = ({ unsubscribe, postalAddress }: Proof) => unsubscribe && postalAddress;

/** What is not proved, and not once found. */
const findMissing = (proof: Proof, found: Proof[]): Missing => ({
  unsubscribe: !proof.unsubscribe && !found.some(({ unsubscribe }) => unsubscribe),
  postalAddress: !proof.postalAddress && !found.some(({ postalAddress }) => postalAddress),
});

/**
 * The part with data of many kinds; without those with which it can't be rendered, as no mail then
 * is.
 */
function renderSamples(
  engine: Liquid,
  part: Template[],
  variables: string[],
  pieces: readonly string[],
): string[] {
  const parsed = boundRanges(part);
  return sampleData(variables, pieces).flatMap((data) => {
    try {
      return [openLiquid()(engine, parsed, data)];
    } catch {
      return [];
    }
  });
}
