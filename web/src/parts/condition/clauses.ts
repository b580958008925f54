/** Tests of one value, as JSON: all must hold. */
export type Tests = Readonly<Record<string, unknown>>;

const EXACT = ["is", "isNot", "in", "notIn"] as const;
export const NUMBER_OPS = ["is", "isNot", "gt", "gte", "lt", "lte"] as const;
const TEXT = ["contains", "startsWith", "endsWith"] as const;
const SPANS = ["ahead.gte", "ahead.lte", "ago.gte", "ago.lte"] as const;
export const VALUE_OPS = [
  ...EXACT,
  ...(["gt", "gte", "lt", "lte"] as const),
  ...TEXT,
  "exists",
  "missing",
] as const;
export const DATED_OPS = [...VALUE_OPS, ...SPANS] as const;
export type Op = (typeof DATED_OPS)[number];

/** One test of a value; `ignoreCase` stands among them, so that the order of keys stays. */
export type Clause = { op: Op | "ignoreCase"; value: unknown };
/** Which tests may stand: of an attribute, of an event's field, of an aggregate. */
export type Role = "dated" | "field" | "number";

const isSpan = (op: string) => op.includes(".");

/** The clauses of tests, in their order. */
export const toClauses = (tests: Tests): Clause[] =>
  Object.entries(tests).flatMap(([name, value]): Clause[] => {
    if (name === "ahead" || name === "ago") {
      return Object.entries(value as object).map(([end, length]) => ({
        op: `${name}.${end}` as Op,
        value: length,
      }));
    }
    if (name === "exists" && value === false) return [{ op: "missing", value: false }];
    return [{ op: name as Clause["op"], value }];
  });

/** The tests that these clauses stand for. */
export function fromClauses(clauses: readonly Clause[]): Tests {
  const tests: Record<string, unknown> = {};
  for (const { op, value } of clauses) {
    const [name, end] = op.split(".") as [string, string?];
    if (end) tests[name] = { ...(tests[name] as object), [end]: value };
    else tests[op === "missing" ? "exists" : op] = op === "missing" ? false : value;
  }
  return tests;
}

/** Whether an operator may still be added: each key stands once, and no date lies both ways. */
export function isFree(op: Op, clauses: readonly Clause[]): boolean {
  const [name] = op.split(".");
  return clauses.every((clause) => {
    if (clause.op === op) return false;
    if (name === "exists" || name === "missing") return !["exists", "missing"].includes(clause.op);
    const [other] = clause.op.split(".");
    return !(name === "ahead" && other === "ago") && !(name === "ago" && other === "ahead");
  });
}

const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
const isEntry = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length === 1 &&
  typeof (value as { entry?: unknown }).entry === "string";

/** Whether the forms know each of these tests. */
export function isClauses(tests: unknown, role: Role): tests is Tests {
  if (typeof tests !== "object" || tests === null || Array.isArray(tests)) return false;
  const names = Object.keys(tests);
  if (!names.some((name) => name !== "ignoreCase")) return false;
  return Object.entries(tests).every(([name, value]) => isClause(name, value, role));
}

function isClause(name: string, value: unknown, role: Role): boolean {
  if (role === "number") {
    return NUMBER_OPS.some((op) => op === name) && typeof value === "number";
  }
  switch (name) {
    case "is":
      return value === null || isScalar(value) || (role === "field" && isEntry(value));
    case "isNot":
      return value === null || isScalar(value);
    case "in":
    case "notIn":
      return Array.isArray(value) && value.every(isScalar);
    case "exists":
    case "ignoreCase":
      return typeof value === "boolean";
    case "ahead":
    case "ago":
      return role === "dated" && isEnds(value);
    default:
      if (TEXT.some((op) => op === name)) return typeof value === "string";
      return (
        ["gt", "gte", "lt", "lte"].includes(name) && ["string", "number"].includes(typeof value)
      );
  }
}

const isEnds = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(
    ([end, length]) => ["gte", "lte"].includes(end) && typeof length === "string",
  );

/** What an operator's value is: it decides the field that is shown. */
type ValueKind = "scalar" | "list" | "limit" | "text" | "none" | "duration";

export function valueKind(op: Op): ValueKind {
  if (isSpan(op)) return "duration";
  if (op === "in" || op === "notIn") return "list";
  if (op === "exists" || op === "missing") return "none";
  if (op === "is" || op === "isNot") return "scalar";
  return TEXT.some((name) => name === op) ? "text" : "limit";
}

/** A value for another operator, with as much of the present one as fits. */
export function convert(value: unknown, from: Op, to: Op): unknown {
  if (valueKind(from) === valueKind(to)) {
    return to === "exists" ? true : to === "isNot" && isEntry(value) ? "" : value;
  }
  const scalar = Array.isArray(value) ? value[0] : isEntry(value) ? undefined : value;
  const plain = valueKind(from) === "duration" || valueKind(from) === "none" ? undefined : scalar;
  switch (valueKind(to)) {
    case "list":
      return plain === undefined || plain === null || plain === "" ? [] : [plain];
    case "none":
      return to === "exists";
    case "duration":
      return "P7D";
    case "text":
      return plain === undefined || plain === null ? "" : String(plain);
    case "limit":
      return typeof plain === "string" || typeof plain === "number" ? plain : 0;
    default:
      return plain ?? "";
  }
}
