import { Context, type Liquid, type Template } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { openBudget } from "./budget.ts";
import { CappedEmitter } from "./capped-emitter.ts";
import { MAX_ALLOCATIONS } from "./limits.ts";
import { runSync } from "./run-sync.ts";

/** Renders one parsed part with data. */
export type RunLiquid = (engine: Liquid, part: Template[], data: object) => string;

/** A renderer for the parts of one mail, which share one budget. */
export function openLiquid(): RunLiquid {
  const renderLimit = openBudget();
  return (engine, part, data) => {
    const context = new Context(
      data,
      engine.options,
      { sync: true },
      { renderLimit, liquid: engine },
    );
    return runSync(engine.renderer.renderTemplates(part, context, printing())) as string;
  };
}

/** A part may print no more than all filters may allocate; a mail's own limit is far lower. */
function printing(): CappedEmitter {
  let room = MAX_ALLOCATIONS;
  return new CappedEmitter((length) => {
    room -= length;
    if (room < 0) throw new InvalidInput(`a part prints over ${MAX_ALLOCATIONS} characters`);
  });
}
