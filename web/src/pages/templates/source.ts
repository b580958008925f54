/** What an author writes; saved as the next version of a template. */
export type Source = {
  subject: string;
  mjml?: string;
  html?: string;
  text?: string;
  class?: "marketing" | "transactional";
  trackClicks?: boolean;
  trackOpens?: boolean;
};
export type Part = "subject" | "mjml" | "html" | "text";

const FIELDS = ["subject", "mjml", "html", "text", "class", "trackClicks", "trackOpens"] as const;

/** The source alone, of all that the API tells of a template. */
export const sourceOf = (template: Source): Source =>
  Object.fromEntries(
    FIELDS.filter((field) => template[field] !== undefined).map((field) => [
      field,
      template[field],
    ]),
  ) as Source;

export const markupOf = ({ mjml }: Source): "mjml" | "html" =>
  mjml === undefined ? "html" : "mjml";

/** The source with a part changed; an empty text is left out, for then it is derived. */
export function withPart(source: Source, part: Part, value: string): Source {
  const { text, ...others } = source;
  if (part !== "text") return { ...source, [part]: value };
  return value === "" ? others : { ...others, text: value };
}

export const isSame = (one: Source, other: Source): boolean =>
  FIELDS.every((field) => one[field] === other[field]);
