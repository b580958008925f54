import { describeCause, JSON_FILTERS, plainEngine } from "#shared/content/liquid/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { adaptLiquidForText } from "./adapt-liquid-for-text.ts";
import { dropEmptyBlocks } from "./drop-empty-blocks.ts";
import { formatLink } from "./format-link.ts";
import { joinLines } from "./join-lines.ts";
import type { Cut, LiquidMask } from "./mask-liquid.ts";
import { toVisibleHtml } from "./to-visible-html.ts";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
const BLANK_LINES = /\n(?:[ \t]*\n){2,}/g;

/**
 * Plain text that says what the masked HTML says, its links as `label <address>`, its Liquid in
 * sight and in the order that it had: what is printed by it is what is seen of the HTML that it
 * makes.
 * @throws InvalidInput when the HTML nests too deep to be read
 */
export async function deriveText(html: string, mask: LiquidMask): Promise<string> {
  const { convert } = await import("html-to-text");
  const converted = convert(toVisibleHtml(adaptLiquidForText(html, mask), mask), {
    // Liquid is as long as its value will be; the composer breaks lines.
    wordwrap: false,
    limits: { maxDepth: 500 },
    formatters: { link: formatLink },
    selectors: [
      { selector: "a", format: "link" },
      // Capitals would reach into the words of the mask.
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  // Again as text, since what stood around a dropped block is one piece now.
  const busy = showText(dropEmptyBlocks(mask.cut(converted))).replace(BLANK_LINES, "\n\n");
  return assertWhole(mask.show(showText(joinLines(mask.cut(busy.trim())))));
}

const showText = (cuts: Cut[]) => cuts.map(({ text }) => text).join("");

function assertWhole(text: string): string {
  try {
    plainEngine.parse(text);
    return text;
  } catch (error) {
    const message = isFromScript(text)
      ? CAPTURED_SCRIPT
      : `no text part can be derived, so add one: ${describeCause(error)}`;
    throw new InvalidInput(message, [{ path: "/text", message }]);
  }
}

const CAPTURED_SCRIPT =
  "no text part can be derived where {% capture %} stands in a JSON script, or around one: move {% capture %} before the <script>, or give a text part";

/** Scripts are left out of the text, but for what they capture: it may be printed after them. */
const isFromScript = (text: string) =>
  Object.keys(JSON_FILTERS).some((name) => text.includes(`| ${name} `));
