import { makeApi, setUpSending } from "#test/support/api.ts";
import type { Measurement } from "./row.ts";

const STEPS = 30;
const CALLS = 40;

/** A sequence of thirty steps, each second one a mail. */
function definition() {
  const steps: Record<string, object> = {};
  for (let i = 0; i < STEPS; i += 2) {
    steps[`m${i}`] = { kind: "send", template: "receipt", next: `w${i}` };
    steps[`w${i}`] = { kind: "wait", for: "P2D", next: i + 2 < STEPS ? `m${i + 2}` : null };
  }
  return { name: "Thirty", enter: [{ event: "signed_up" }], start: "m0", steps };
}

/** The whole answer of the API to an editor that simulates its definition, without the network. */
export const simulateDraftRow: Measurement = {
  units: { simulate_draft_30_ms: "ms" },
  measure: async () => {
    const api = await makeApi();
    await setUpSending(api);
    const events = [{ at: "P0D", event: "signed_up" }];
    const body = { definition: definition(), mails: true, events };
    const ask = () => api.call("POST", "/v1/sequences/simulate", body);
    await ask();
    const start = performance.now();
    for (let i = 0; i < CALLS; i++) await ask();
    return { simulate_draft_30_ms: (performance.now() - start) / CALLS };
  },
};
