export { changePerson } from "./change-person.ts";
export { type CurrentRun, enterRun, whyNotAgain } from "./enter-run.ts";
export { judgeBy } from "./judge-person.ts";
export { react, type WorkMessage } from "./react.ts";
export { readFacts, toFacts } from "./read-facts.ts";
export type { RunsWorld } from "./runs-world.ts";
export { stepRun, toSubject } from "./step-run.ts";
export { tidy } from "./tidy.ts";
export type { Walk } from "./work.ts";
