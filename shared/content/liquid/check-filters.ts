import { Context, type Filter, type Liquid, type Template, TypeGuards, Value } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { describeCause } from "./describe-error.ts";
import { runSync } from "./run-sync.ts";

type Argument = Filter["args"][number];
type Fault = { message: string; template: Template };

/** The number of arguments of these filters; any other number fails for all data. */
const TAKES: Record<string, readonly [least: number, most: number]> = {
  append: [1, 1],
  prepend: [1, 1],
  default: [0, 1],
  abs: [0, 0],
  ceil: [0, 0],
  floor: [0, 0],
  round: [0, 1],
  sum: [0, 1],
  plus: [1, 1],
  minus: [1, 1],
  times: [1, 1],
  divided_by: [1, 2],
  modulo: [1, 1],
  at_least: [1, 1],
  at_most: [1, 1],
};
/**
 * Stands for values that only a mail has. Date filters check their other arguments only for a date.
 */
const UNKNOWN = { date: "2026-01-01T00:00:00Z", other: undefined };

/**
 * The faults of a part's filters that no data can fix: wrong numbers of arguments, and invalid
 * literals. liquidjs would report them at the first mail.
 */
export const findFilterFaults = (engine: Liquid, part: Template[]): Fault[] =>
  part.flatMap((template) => [
    ...[...(template.arguments?.() ?? [])].flatMap((argument) => {
      const message = argument instanceof Value ? faultIn(engine, argument) : undefined;
      return message === undefined ? [] : [{ message, template }];
    }),
    ...(template.children
      ? findFilterFaults(engine, runSync(template.children(false, true)) as Template[])
      : []),
  ]);

function faultIn(engine: Liquid, { initial, filters }: Value): string | undefined {
  const context = new Context({}, engine.options, { sync: true }, { liquid: engine });
  let isKnown = initial.postfix.every(isWrittenOut);
  let value: unknown = isKnown ? runSync(initial.evaluate(context, false)) : undefined;
  for (const filter of filters) {
    const fault = miscounted(filter);
    if (fault) return fault;
    const isFixed = filter.args.every(isWrittenOut);
    if (isFixed) {
      const unknown = filter.name.startsWith("date") ? UNKNOWN.date : UNKNOWN.other;
      try {
        value = runSync(filter.render(isKnown ? value : unknown, context));
      } catch (error) {
        // Our own refusals depend on a mail's data.
        if (!(error instanceof InvalidInput)) return describeCause(error);
      }
    }
    isKnown &&= isFixed;
  }
  return undefined;
}

function miscounted({ name, args }: Filter): string | undefined {
  const [least, most] = TAKES[name] ?? [0, Number.POSITIVE_INFINITY];
  const plain = args.filter((argument) => !isNamed(argument));
  const inOrder = name !== "default" || plain.every((argument, i) => args[i] === argument);
  if (inOrder && plain.length >= least && plain.length <= most) return undefined;
  const wanted = least === most ? most : `${least} to ${most}`;
  return `${name} takes ${wanted} ${wanted === 1 ? "value" : "values"}, and named ones after them`;
}

const isNamed = (argument: Argument): argument is Extract<Argument, unknown[]> =>
  Array.isArray(argument);

/** Whether an argument is the same for all mails. */
function isWrittenOut(argument: unknown): boolean {
  const token = Array.isArray(argument) ? argument[1] : argument;
  if (TypeGuards.isRangeToken(token)) return isWrittenOut(token.lhs) && isWrittenOut(token.rhs);
  return !TypeGuards.isPropertyAccessToken(token);
}
