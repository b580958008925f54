/** What stands in an object under that name; never what every object has (`constructor`, `toString`). */
export const ownValue = <V>(values: Readonly<Record<string, V>>, name: string): V | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;
