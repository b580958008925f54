import { Parser } from "htmlparser2";
import {
  hasInk,
  isImageVisible,
  isPicture,
  isTextVisible,
  VISIBLE,
  type Visibility,
  visibilityIn,
} from "#shared/content/markup/index.ts";

/** What each mail must visibly contain; no unsubscribe URL for mails to the team. */
export type RequiredFooter = { unsubscribeUrl: string; postalAddress: string };

/**
 * `end`: where an appended footer would be visible, before the end of the body; undefined if
 * nowhere.
 */
type Footer = { unsubscribe: boolean; postalAddress: boolean; end: number | undefined };

type Open = { visibility: Visibility; isUnsubscribe: boolean };
const OPENED: Open = { visibility: VISIBLE, isUnsubscribe: false };

/**
 * Finds the required footer in a rendered page: an unsubscribe link with visible words or a
 * picture, and the address in any form.
 */
export function findFooter(
  html: string,
  { unsubscribeUrl, postalAddress }: RequiredFooter,
): Footer {
  const open: Open[] = [];
  let unsubscribe = unsubscribeUrl === "";
  let unsubscribeLinks = 0;
  let words = "";
  let end: number | undefined;
  let hasEnd = false;
  /** Where elements were last closed, and the visibility before the first of them opened. */
  let closing = { at: -1, visibility: VISIBLE };

  const parser = new Parser({
    onopentag(name, { href = "", ...attributes }) {
      const visibility = visibilityIn(open.at(-1)?.visibility ?? VISIBLE, name, attributes);
      const isUnsubscribe =
        name === "a" && unsubscribeUrl !== "" && href.trim().startsWith(unsubscribeUrl);
      if (isUnsubscribe) unsubscribeLinks += 1;
      const isImage = name === "img" && isImageVisible(visibility) && isPicture(attributes);
      if (isImage && unsubscribeLinks > 0) unsubscribe = true;
      open.push({ visibility, isUnsubscribe });
      words += " ";
      if (parser.startIndex === html.length && !hasEnd && isTextVisible(visibility))
        end = html.length;
    },
    ontext(text) {
      if (!isTextVisible(open.at(-1)?.visibility ?? VISIBLE)) return;
      words += text;
      if (unsubscribeLinks > 0 && hasInk(text)) unsubscribe = true;
    },
    onclosetag(name, isImplied) {
      // An end tag cut off by the page has no open element.
      const { visibility, isUnsubscribe } = open.pop() ?? OPENED;
      if (isUnsubscribe) unsubscribeLinks -= 1;
      words += " ";
      const at = parser.startIndex;
      if (closing.at !== at) closing = { at, visibility };
      if (name === "body" && !isImplied) {
        hasEnd = true;
        end = isTextVisible(closing.visibility) ? at : undefined;
      }
    },
  });
  parser.write(html);
  parser.end(PROBE);
  return {
    unsubscribe,
    postalAddress: squeeze(words).includes(squeeze(postalAddress)),
    end,
  };
}

/** Opens only if markup after the page would still be read as HTML. */
const PROBE = "<wbr>";

/** The same for a text part. */
export const findTextFooter = (
  text: string,
  { unsubscribeUrl, postalAddress }: RequiredFooter,
) => ({
  unsubscribe: text.includes(unsubscribeUrl),
  postalAddress: squeeze(text).includes(squeeze(postalAddress)),
});

/** Ignores punctuation and blanks: an address may be on one line or several. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
