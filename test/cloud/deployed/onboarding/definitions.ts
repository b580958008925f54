import { examples } from "../../../../examples/index.ts";

const { onboarding } = examples;
const { "tell-crm": tellCrm, "tell-team": tellTeam } = onboarding.steps;
/**
 * The receivers of the example are nobody's. All that an emulator could reach are on this machine,
 * which is where a request must not lead: both steps are refused, and go on.
 */
const url = "https://localhost/";
export const NEAR = {
  ...onboarding,
  steps: {
    ...onboarding.steps,
    "tell-crm": { ...tellCrm, url },
    "tell-team": { ...tellTeam, url },
  },
};
/** Lets nobody in any more who signs up, and calls a step by another name. */
export const EDITED = edited();

function edited() {
  const { day, short, story, ...steps } = NEAR.steps;
  const next = "rest";
  const renamed = { short: { ...short, next }, story: { ...story, next }, rest: day };
  return { ...NEAR, enter: [{ api: true }], steps: { ...steps, ...renamed } };
}
