/** The types of values in data. */
export type ValueType = "text" | "number" | "boolean" | "list" | "object";

/** What is known of a name: its types, and values that say nothing of a person. */
export type Word = { name: string; types: ValueType[]; values: (string | boolean)[] };

/** Deeper fields are named by the field that holds them. */
const MAX_DEPTH = 3;
const MAX_FIELDS = 100;
/** A text of this many contacts is a choice, such as a plan; of fewer it may be a person's own. */
const SHARED_BY = 5;
/** More different ones are no list of choices. */
const MAX_VALUES = 20;
const MAX_LENGTH = 40;

const typeOf = (value: unknown): ValueType | undefined => {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  return typeof value === "object" ? "object" : (typeof value as "number" | "boolean");
};

type Seen = { types: Set<ValueType>; values: Map<string | boolean, Set<string>>; isOpen: boolean };

/** Gathers names with their types from the data of contacts, at most 100. */
export class Words {
  readonly #seen = new Map<string, Seen>();

  /** A name that a definition uses. */
  know(name: string): void {
    this.#of(name);
  }

  /** A name whose values are of this type; those of a sensitive one are not told. */
  declare(name: string, type: ValueType, isSensitive: boolean): void {
    const seen = this.#of(name);
    seen?.types.add(type);
    if (seen && isSensitive) seen.isOpen = true;
  }

  /** The fields of one contact's data, nested ones by their paths. */
  add(contact: string, data: Readonly<Record<string, unknown>>, path = "", depth = 1): void {
    for (const [key, value] of Object.entries(data)) {
      const name = path + key;
      const type = typeOf(value);
      if (type === "object" && depth < MAX_DEPTH) {
        this.add(contact, value as Record<string, unknown>, `${name}.`, depth + 1);
      } else if (type !== undefined) this.#addValue(contact, name, type, value);
    }
  }

  /** Sorted by name. */
  list(): Word[] {
    return [...this.#seen]
      .map(([name, { types, values, isOpen }]) => ({
        name,
        types: [...types].toSorted(),
        values: isOpen ? [] : choicesOf(values),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  #addValue(contact: string, name: string, type: ValueType, value: unknown): void {
    const seen = this.#of(name);
    if (!seen) return;
    seen.types.add(type);
    const isShort = typeof value === "string" && value.length <= MAX_LENGTH;
    if (typeof value !== "boolean" && !isShort) {
      seen.isOpen = true;
      return;
    }
    const holders = seen.values.get(value) ?? new Set();
    seen.values.set(value, holders.add(contact));
  }

  #of(name: string): Seen | undefined {
    const found = this.#seen.get(name);
    if (found || this.#seen.size >= MAX_FIELDS) return found;
    const made: Seen = { types: new Set(), values: new Map(), isOpen: false };
    this.#seen.set(name, made);
    return made;
  }
}

/** The values that several contacts share; none where there are many different ones. */
function choicesOf(values: Seen["values"]): (string | boolean)[] {
  if (values.size > MAX_VALUES) return [];
  return [...values]
    .filter(([, holders]) => holders.size >= SHARED_BY)
    .map(([value]) => value)
    .toSorted();
}
