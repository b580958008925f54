import { Context, type Liquid, type Template } from "liquidjs";
import { openBudget } from "./budget.ts";
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
    return runSync(engine.renderer.renderTemplates(part, context)) as string;
  };
}
