import * as z from "zod/mini";
import { $constructor } from "zod/v4/core";

/** A fault at a path inside a value. */
export type Flaw = { path: PropertyKey[]; message: string };

type UnionDef = z.core.$ZodUnionDef & { choose: (value: unknown) => number | string };
type LazyDef = z.core.$ZodLazyDef & { findFlaw: (value: unknown) => Flaw | undefined };

/** zod declares these as assertions, which need an explicitly typed name. */
type Init<Schema, Def> = (schema: Schema, def: Def) => void;
const initUnion: Init<z.ZodMiniUnion, z.core.$ZodUnionDef> = z.ZodMiniUnion.init;
const initLazy: Init<z.ZodMiniLazy, z.core.$ZodLazyDef> = z.ZodMiniLazy.init;

const Union = $constructor<z.ZodMiniUnion, UnionDef>("DiscriminatedUnion", (inst, def) => {
  initUnion(inst, def);
  inst._zod.parse = (payload, context) => {
    const chosen = def.choose(payload.value);
    const option = typeof chosen === "number" ? def.options[chosen] : undefined;
    if (option) return option._zod.run(payload, context);
    payload.issues.push(issue(payload.value, { path: [], message: String(chosen) }));
    return payload;
  };
});

const Guarded = $constructor<z.ZodMiniLazy, LazyDef>("Guarded", (inst, def) => {
  initLazy(inst, def);
  const parse = inst._zod.parse;
  inst._zod.parse = (payload, context) => {
    const flaw = def.findFlaw(payload.value);
    if (!flaw) return parse(payload, context);
    payload.issues.push(issue(payload.value, flaw));
    return payload;
  };
});

const issue = (input: unknown, { path, message }: Flaw) =>
  ({ code: "custom", input, path, message, continue: false }) as z.core.$ZodRawIssue;

/**
 * A union whose option is chosen from the value, so that faults are those of the intended option.
 * `choose` returns an option's index, or the fault if none fits. A plain union in JSON Schema.
 */
export const discriminatedUnion = <const Options extends readonly z.ZodMiniType[]>(
  options: Options,
  choose: (value: unknown) => number | string,
) => new Union({ type: "union", options, choose }) as unknown as z.ZodMiniUnion<Options>;

/**
 * A schema that is applied only to values without such a fault: it bounds what the schema recurses
 * into.
 */
export const guarded = <T>(
  getter: () => z.ZodMiniType<T>,
  findFlaw: (value: unknown) => Flaw | undefined,
) => new Guarded({ type: "lazy", getter, findFlaw }) as unknown as z.ZodMiniType<T>;

type Arms = Record<string, z.ZodMiniType>;
type OneOf<A extends Arms> = z.ZodMiniUnion<readonly A[keyof A][]>;

/** A union by `typeof`, with `null` and `array`. */
export const byType = <const A extends Arms>(arms: A, wrong: string): OneOf<A> =>
  oneOf(arms, (value) => {
    const type = typeOf(value);
    return Object.hasOwn(arms, type) ? { arm: type } : { wrong };
  });

/**
 * A union of objects by their distinguishing key: the first of `arms` that the value has. `what`
 * and `example` are for messages: "a condition", `{"attribute":"plan","is":"pro"}`.
 */
export function byKey<const A extends Arms>(arms: A, what: string, example: string): OneOf<A> {
  const keys = Object.keys(arms);
  return oneOf(arms, (value) => {
    if (typeOf(value) !== "object") return { wrong: `not ${what} such as ${example}` };
    const arm = keys.find((key) => Object.hasOwn(value as object, key));
    return arm === undefined ? { wrong: `${what} needs one of ${keys.join(", ")}` } : { arm };
  });
}

function oneOf<A extends Arms>(
  arms: A,
  choose: (value: unknown) => { arm: string } | { wrong: string },
): OneOf<A> {
  const options = [...new Set(Object.values(arms))] as A[keyof A][];
  return discriminatedUnion(options, (value) => {
    const chosen = choose(value);
    return "wrong" in chosen ? chosen.wrong : options.indexOf(arms[chosen.arm] as A[keyof A]);
  });
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
