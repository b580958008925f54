import type { Completion } from "@codemirror/autocomplete";
import type { components } from "../../../api/schema.d.ts";
import type { Vocabulary, Word } from "../../../parts/condition/vocabulary.ts";

type Words = Pick<Vocabulary, "attributes" | "events">;

/** What every mail sees, besides attributes and fields. */
const CONTACT = ["id", "email", "locale", "timeZone", "createdAt"] satisfies (
  | keyof components["schemas"]["Contact"]
  | string
)[];
const OURS = ["unsubscribe_url", "preferences_url", "postal_address"];
const FILTERS = ["local_date", "raw", "json"];

const variable = (label: string): Completion => ({ label, type: "variable" });
const ofWord = ({ name, types, values }: Word): Completion => ({
  label: name,
  type: "property",
  detail: [types.join(", "), values.slice(0, 3).join(", ")].filter(Boolean).join(": "),
});

/** Names that can't be written after a point: `event["cart total"]`. */
const isPlain = ({ label }: Completion) => /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(label);

/** What stands behind `path` when one types: attributes, or the fields of all events. */
function propertiesOf(path: readonly string[], { attributes, events }: Words): Completion[] {
  const [root, ...deeper] = path;
  const words =
    root === "contact"
      ? attributes
      : root === "event"
        ? events.flatMap(({ fields }) => fields)
        : [];
  const prefix = deeper.map((step) => `${step}.`).join("");
  const below = words
    .filter(({ name }) => name.startsWith(prefix))
    .map((word) => ofWord({ ...word, name: word.name.slice(prefix.length) }));
  const own = root === "contact" && prefix === "" ? CONTACT.map(variable) : [];
  const known = new Map([...own, ...below].filter(isPlain).map((one) => [one.label, one]));
  return [...known.values()];
}

export const completionsOf = (vocabulary: Words) => ({
  variables: ["contact", "event", "data", ...OURS].map(variable),
  filters: FILTERS.map((label): Completion => ({ label, type: "function" })),
  properties: (path: readonly string[]) => propertiesOf(path, vocabulary),
});
