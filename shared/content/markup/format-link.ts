import type { FormatCallback } from "html-to-text";

/** Writes a link as `label <address>`, or as the address alone in brackets. */
export const formatLink: FormatCallback = (element, walk, builder) => {
  const href = (element.attribs?.href ?? "").replace(/^mailto:/, "");
  let label = "";
  builder.pushWordTransform((word) => {
    label += word;
    return word;
  });
  walk(element.children ?? [], builder);
  builder.popWordTransform();
  if (href === "" || href.startsWith("#")) return;
  builder.addInline(`${label === "" ? "" : " "}<${href}>`, { noWordTransform: true });
};
