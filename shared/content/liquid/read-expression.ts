import { type Output, Tokenizer, TypeGuards } from "liquidjs";

export type Scalar = string | number | boolean | null | undefined;

/** A simple output: a path and filters from scalar to scalar. */
export type Expression = {
  path: readonly string[];
  filters: readonly ((value: Scalar) => Scalar)[];
  /** Equal for equivalent outputs. */
  key: string;
};

type OutputToken = Output["token"];
type FilteredValueToken = ReturnType<Tokenizer["readFilteredValue"]>;
type FilterToken = FilteredValueToken["filters"][number];
type Filter = Expression["filters"][number];

/** Properties that Liquid computes. */
const COMPUTED = ["size", "first", "last"];

/** Undefined for any other output, which Liquid evaluates itself. */
export function expressionOf({ input, contentRange }: OutputToken): Expression | undefined {
  const tokenizer = new Tokenizer(input, undefined, undefined, contentRange);
  const { initial, filters } = tokenizer.readFilteredValue();
  const path = readPath(initial.postfix);
  if (!path) return undefined;
  // An escaping engine escapes once, asked or not; others never do.
  const effective = filters.at(-1)?.name === "escape" ? filters.slice(0, -1) : filters;
  const read = effective.map(readFilter);
  if (!read.every((filter) => filter !== undefined)) return undefined;
  const key = JSON.stringify([
    path,
    effective.map(({ name, args }) => [name, args.map(contentOf)]),
  ]);
  return { path, filters: read, key };
}

function readPath([token, ...more]: FilteredValueToken["initial"]["postfix"]) {
  if (more.length > 0 || !TypeGuards.isPropertyAccessToken(token) || token.variable) return;
  const path = token.props.map((prop) => (TypeGuards.isWordToken(prop) ? prop.content : undefined));
  const [root] = path;
  // Liquid looks in an object of its own first, which inherits names.
  if (root === undefined || root in {}) return;
  return path.every((name) => name !== undefined && !COMPUTED.includes(name))
    ? (path as string[])
    : undefined;
}

function readFilter({ name, args }: FilterToken): Filter | undefined {
  const [arg, ...more] = args.map(contentOf);
  if (name === "default" && arg !== undefined && more.length === 0) return orElse(arg);
  return args.length === 0 ? CASES.get(name) : undefined;
}

/** A literal argument's value; undefined for others. */
const contentOf = (arg: FilterToken["args"][number]): string | number | undefined =>
  TypeGuards.isQuotedToken(arg) || TypeGuards.isNumberToken(arg) ? arg.content : undefined;

const orElse =
  (fallback: Scalar): Filter =>
  (value) =>
    value === "" || value === false || value === null || value === undefined ? fallback : value;

const CASES = new Map<string, Filter>([
  ["upcase", (value) => show(value).toUpperCase()],
  ["downcase", (value) => show(value).toLowerCase()],
  [
    "capitalize",
    (value) => {
      const text = show(value);
      return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
    },
  ],
]);

/** Prints a scalar as Liquid does. */
export const show = (value: Scalar): string =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : String(value);
