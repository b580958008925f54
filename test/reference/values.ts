import type { Entry } from "#shared/people/index.ts";
import type { Naive } from "#test/conditions/naive.ts";

/** Values that a step names, as they are when it is reached; what is nowhere is null. */
export function given(
  values: object | undefined,
  entry: Entry,
  { attributes, fields }: Pick<Naive, "attributes" | "fields">,
): Record<string, unknown> {
  const of = (source: Record<string, unknown> | undefined, name: string) =>
    new Map(Object.entries(source ?? {})).get(name) ?? null;
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    found[name] = value;
    if (value?.event !== undefined) found[name] = of(entry.data, value.event);
    if (value?.field !== undefined) found[name] = fields[value.field];
    if (value?.attribute !== undefined) found[name] = of(attributes, value.attribute);
  }
  return found;
}

/** The way among weighted ones that a share of chance falls to. */
export function chosen<W extends { weight?: number | undefined }>(ways: W[], share: number): W {
  const weights = ways.map(({ weight }) => weight ?? 1);
  const total = weights.reduce((sum, weight) => sum + weight);
  const upTo = (i: number) => weights.slice(0, i + 1).reduce((sum, weight) => sum + weight);
  return ways.find((_, i) => share * total < upTo(i))!;
}
