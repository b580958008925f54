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
 * Derives plain text from masked HTML, with links as `label <address>` and visible Liquid in its
 * original order.
 * @throws InvalidInput when the HTML is nested too deep
 */
export async function deriveText(html: string, mask: LiquidMask): Promise<string> {
  const { convert } = await import("html-to-text");
  const converted = convert(toVisibleHtml(adaptLiquidForText(html, mask), mask), {
    // Liquid's length is unknown; the composer breaks lines.
    wordwrap: false,
    limits: { maxDepth: 500 },
    formatters: { link: formatLink },
    selectors: [
      { selector: "a", format: "link" },
      // Capitals would change the words of the mask.
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  // Repeated as text: dropping a block joins its neighbours.
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

/** Scripts are omitted, except for captures, which may be printed later. */
const isFromScript = (text: string) =>
  Object.keys(JSON_FILTERS).some((name) => text.includes(`| ${name} `));
