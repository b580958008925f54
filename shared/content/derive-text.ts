import { InvalidInput } from "#shared/kernel/errors.ts";
import { describeCause } from "./describe-error.ts";
import { dropIdleBlocks } from "./drop-idle-blocks.ts";
import { plainEngine } from "./engines.ts";
import { joinLines } from "./join-lines.ts";
import { sayPlainly } from "./say-plainly.ts";
import { showSeen } from "./show-seen.ts";
import type { Cut, Veil } from "./veil-liquid.ts";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
const BLANK_LINES = /\n(?:[ \t]*\n){2,}/g;

/**
 * Plain text that says what the veiled HTML says, its links as `label <address>`, its Liquid in sight and in the
 * order that it had: what is printed by it is what is seen of the HTML that it makes.
 * @throws InvalidInput when the HTML nests too deep to be read
 */
export async function deriveText(html: string, veil: Veil): Promise<string> {
  const { convert } = await import("html-to-text");
  const converted = convert(showSeen(sayPlainly(html, veil), veil), {
    // Liquid is as long as its value will be; the composer breaks lines.
    wordwrap: false,
    limits: { maxDepth: 500 },
    selectors: [
      { selector: "a", options: { linkBrackets: ["<", ">"], noAnchorUrl: true } },
      // Capitals would reach into the words of the veil.
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  // Again as text, since what stood around a dropped block is one piece now.
  const busy = showText(dropIdleBlocks(veil.cut(converted))).replace(BLANK_LINES, "\n\n");
  return assertWhole(veil.show(showText(joinLines(veil.cut(busy.trim())))));
}

const showText = (cuts: Cut[]) => cuts.map(({ text }) => text).join("");

function assertWhole(text: string): string {
  try {
    plainEngine.parse(text);
    return text;
  } catch (error) {
    const message = `give a text part, since none can be derived: ${describeCause(error)}`;
    throw new InvalidInput(message, [{ path: "/text", message }]);
  }
}
