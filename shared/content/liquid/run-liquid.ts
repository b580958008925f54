import { Context, type Liquid, type Template } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { openBudget } from "./budget.ts";
import { CappedEmitter } from "./capped-emitter.ts";
import { MAX_ALLOCATIONS } from "./limits.ts";
import { runSync } from "./run-sync.ts";

/** Runs one parsed part over what it may read. */
export type RunLiquid = (engine: Liquid, part: Template[], data: object) => string;

/** For the parts of one mail, which share one budget. */
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

/** No part may print more than all filters may make; what a mail may have of it is far less. */
function printing(): CappedEmitter {
  let room = MAX_ALLOCATIONS;
  return new CappedEmitter((length) => {
    room -= length;
    if (room < 0) throw new InvalidInput(`a part prints over ${MAX_ALLOCATIONS} characters`);
  });
}
