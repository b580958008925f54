import { examples } from "../../../../examples/index.ts";

const { onboarding } = examples;
const { "tell-crm": tellCrm, "tell-team": tellTeam } = onboarding.steps;
/**
 * The example's webhook receivers do not exist, and the only ones an emulator could reach are on
 * this machine, where requests are not allowed: both steps are refused, and the run continues.
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
/** No longer enrolls contacts who sign up, and renames a step. */
export const EDITED = edited();

function edited() {
  const { day, short, story, ...steps } = NEAR.steps;
  const next = "rest";
  const renamed = { short: { ...short, next }, story: { ...story, next }, rest: day };
  return { ...NEAR, enter: [{ api: true }], steps: { ...steps, ...renamed } };
}
