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

/**
 * What each mail must have where its reader sees it; no address of a page where there is no way
 * out, as for a team.
 */
export type RequiredFooter = { unsubscribeUrl: string; postalAddress: string };

/**
 * `end`: where a footer would be read, before the end of the body; undefined where nothing would.
 */
type Footer = { unsubscribe: boolean; postalAddress: boolean; end: number | undefined };

type Open = { visibility: Visibility; isUnsubscribe: boolean };
const OPENED: Open = { visibility: VISIBLE, isUnsubscribe: false };

/**
 * What a reader of the rendered page finds of what is required: a link with words or a picture in
 * it, and the address in any form.
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
  /** Where elements were last closed, and what was seen before the first of them was. */
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
      // A tag that the page breaks off is closed without having been opened.
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

/** Opened only where what follows the page would still be read as HTML. */
const PROBE = "<wbr>";

/** The same for a text, of which all is read. */
export const findTextFooter = (
  text: string,
  { unsubscribeUrl, postalAddress }: RequiredFooter,
) => ({
  unsubscribe: text.includes(unsubscribeUrl),
  postalAddress: squeeze(text).includes(squeeze(postalAddress)),
});

/** Signs and blanks apart: an address may be written on one line or several. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
