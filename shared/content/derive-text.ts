import type { FormatCallback } from "html-to-text";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { describeCause } from "./describe-error.ts";
import { plainEngine } from "./engines.ts";
import type { Veil } from "./veil-liquid.ts";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
/** What nobody sees: a preview line, and the twin that a layout hides from wide screens. */
const UNSEEN = [
  "head",
  "title",
  "style",
  "script",
  '[style*="display:none"]',
  '[style*="display: none"]',
];

/** A picture is what it says it shows. */
const showAlt: FormatCallback = ({ attribs }, _walk, builder) => {
  if (attribs.alt) builder.addInline(` ${attribs.alt} `);
};

/**
 * Plain text that says what the veiled HTML says, its links as `label <address>`, its Liquid in sight.
 * @throws InvalidInput when the HTML shows only a part of a block of Liquid
 */
export async function deriveText(html: string, veil: Veil): Promise<string> {
  const { convert } = await import("html-to-text");
  const converted = convert(html, {
    // Liquid is as long as its value will be; the composer breaks lines.
    wordwrap: false,
    limits: { maxDepth: 500 },
    formatters: { showAlt },
    selectors: [
      { selector: "a", options: { linkBrackets: ["<", ">"], noAnchorUrl: true } },
      { selector: "img", format: "showAlt" },
      ...UNSEEN.map((selector) => ({ selector, format: "skip" })),
      // Capitals would reach into the words of the veil.
      ...HEADINGS.map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  });
  const text = veil.show(converted.replace(loneTags(veil), "$1").trim());
  // An author may set names in the head, which the text leaves out.
  const assigned = veil.lost(converted).filter((piece) => /^\{%-?\s*assign\b/.test(piece));
  return assertWhole(assigned.join("") + text);
}

/** A line of nothing but tags renders as a blank line: the tags move up to the end of the text before. */
const loneTags = (veil: Veil) =>
  new RegExp(`\\n+((?:[ \\t]*${veil.tag.source})+[ \\t]*)(?=\\n|$)`, "g");

function assertWhole(text: string): string {
  try {
    plainEngine.parse(text);
    return text;
  } catch (error) {
    const message = `give a text part, since none can be derived: ${describeCause(error)}`;
    throw new InvalidInput(message, [{ path: "/text", message }]);
  }
}
