/** The same texts in any language: strings stay strings, functions keep their parameters. */
export type Like<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { readonly [K in keyof T]: Like<T[K]> };
