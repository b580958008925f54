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

/** `isSure`: each mail shows both; otherwise every rendered mail is checked. */
type Placed = { part: string; isSure: boolean };

/**
 * Appends the address and the unsubscribe link to the body of masked HTML if no sample shows them.
 * @param variables that the template reads
 * @throws InvalidInput when an appended footer would be invisible, or when the Liquid is invalid in
 * HTML order
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

/** The same for the text part. */
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

/** The lines neither proved nor found in any sample. */
const findMissing = (proof: Proof, found: Proof[]): Missing => ({
  unsubscribe: !proof.unsubscribe && !found.some(({ unsubscribe }) => unsubscribe),
  postalAddress: !proof.postalAddress && !found.some(({ postalAddress }) => postalAddress),
});

/**
 * Renders the part with sample data; samples that can't be rendered are skipped, as no mail exists
 * for them.
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
