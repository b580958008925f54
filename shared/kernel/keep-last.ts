/** The pure `make`, which for the arguments of the call before answers as before without work. */
export function keepLast<A extends unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let last: { args: A; made: R } | undefined;
  return (...args) => {
    if (!last?.args.every((arg, i) => arg === args[i])) last = { args, made: make(...args) };
    return last.made;
  };
}
