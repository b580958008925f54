import type { Attribute } from "#shared/audience/profiles/index.ts";
import { instantOfDate } from "#shared/calendar/index.ts";
import type { AttributeType } from "#shared/platform/live-definitions/index.ts";

const isText = (value: Attribute): value is string => typeof value === "string";
/** As it is written: parsing would forgive blanks and quotes. A user's name disguises the host. */
const isWeb = (text: string) =>
  /^https?:\/\/[^\s"'<>\\]+$/i.test(text) && URL.parse(text)?.username === "";
const isDateTime = (text: string) => instantOfDate(text, "UTC") !== undefined;
/** With its offset: a local time is no instant. */
const isInstant = (text: string) => /T.*(Z|[+-]\d\d:\d\d)$/.test(text) && isDateTime(text);
const isDate = (text: string) => !text.includes("T") && isDateTime(text);

/** What each type takes, and how a refusal says so. */
const RULES: Record<AttributeType, { fits: (value: Attribute) => boolean; says: string }> = {
  text: { fits: isText, says: "a text" },
  number: { fits: (value) => typeof value === "number", says: "a number" },
  boolean: { fits: (value) => typeof value === "boolean", says: "true or false" },
  date: {
    fits: (value) => isText(value) && isDate(value),
    says: "a date such as 2026-12-01",
  },
  instant: {
    fits: (value) => isText(value) && isInstant(value),
    says: "an instant such as 2026-12-01T09:00:00Z",
  },
  list: { fits: Array.isArray, says: "a list of texts" },
  url: {
    fits: (value) => isText(value) && isWeb(value),
    says: "a web address such as https://example.com/",
  },
};

/** Whether an attribute of that type may hold the value; null removes it, and always fits. */
export const fitsType = (type: AttributeType, value: Attribute): boolean =>
  value === null || RULES[type].fits(value);

/** What the values of a type are in JSON. */
export const typeOfValues = (type: AttributeType): "text" | "number" | "boolean" | "list" =>
  type === "date" || type === "instant" || type === "url" ? "text" : type;

/** The values of a type, in words. */
export const describeType = (type: AttributeType): string => RULES[type].says;
