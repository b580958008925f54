import { readFileSync } from "node:fs";
import { examples } from "../../../../examples/index.ts";
import { type Call, settle } from "./call.ts";

const FOLDER = new URL("../../../../examples/", import.meta.url);
const SETTINGS = {
  from: { name: "Nordlicht Studio", email: "hallo@nordlicht.example" },
  replyTo: "hilfe@nordlicht.example",
  postalAddress: "Nordlicht Studio GmbH, Königstraße 12, 70173 Stuttgart",
  timeZone: "Europe/Berlin",
  trackOpens: true,
};
const LONG_NAME =
  "Wiedergewinnung inaktiver Großkundinnen und Großkunden im deutschsprachigen Raum (Überarbeitung Herbst)";

/** Settings, the examples' templates and sequences, and versions, drafts and states of these. */
export async function putSequences(call: Call): Promise<void> {
  await call("PUT", "/v1/settings", SETTINGS);
  for (const name of Object.keys(examples)) await putTemplates(call, name);
  await call("PUT", "/v1/templates/invoice", {
    subject: "Ihre Rechnung {{ data.number }}",
    mjml: INVOICE,
    class: "transactional",
  });
  await settle(call);
  const segments = {
    lapsed: ["Lapsed customers", LAPSED],
    "large-teams": ["Große Teams mit mindestens fünf Plätzen", { attribute: "seats", gte: 5 }],
    pros: ["Pro plan", { attribute: "plan", is: "pro" }],
  } as const;
  for (const [id, [name, condition]] of Object.entries(segments)) {
    await call("PUT", `/v1/segments/${id}`, { name, condition });
    await settle(call);
  }
  for (const id of ["trial", "abandoned-cart", "win-back"] as const) {
    await call("PUT", `/v1/sequences/${id}`, { ...examples[id], holdout: undefined });
    await settle(call);
    await call("POST", `/v1/sequences/${id}/publish`, {});
    await settle(call);
  }
  await call("PUT", "/v1/sequences/onboarding", examples.onboarding);
  await settle(call);
  await call("PUT", "/v1/sequences/wiedergewinnung-grosskunden-herbst-2026", {
    ...examples["win-back"],
    name: LONG_NAME,
    enter: [{ api: true }],
  });
  const long = "/v1/sequences/wiedergewinnung-grosskunden-herbst-2026";
  await settle(call);
  await call("POST", `${long}/publish`, {});
  await settle(call);
  await call("POST", `${long}/pause`);
  await settle(call);
}

/** A second version of the welcome, and a draft beyond it. */
export async function changeWelcome(call: Call): Promise<void> {
  const { draft } = await call("GET", "/v1/sequences/welcome");
  const goal = { event: "upgraded", within: "P30D", value: "amount" };
  const steps = { ...draft.steps, day: { kind: "wait", for: "P2D", next: "click" } };
  await call("PUT", "/v1/sequences/welcome", { ...draft, goal, steps });
  await settle(call);
  await call("POST", "/v1/sequences/welcome/publish", {});
}

/** What waits to be published: a changed wait, a new step, a removed one. */
export async function draftWelcome(call: Call): Promise<void> {
  const { draft } = await call("GET", "/v1/sequences/welcome");
  const { pro: _, ...others } = draft.steps;
  const steps = {
    ...others,
    day: { kind: "wait", for: "P3D", next: "click" },
    plan: {
      ...draft.steps.plan,
      cases: [{ when: { attribute: "plan", is: "pro" }, next: "mark" }],
    },
    mark: { kind: "update", set: { stage: "active" }, next: null },
  };
  await call("PUT", "/v1/sequences/welcome", { ...draft, steps });
}

async function putTemplates(call: Call, name: string): Promise<void> {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}`, FOLDER), "utf8");
  const templates: { id: string; subject: string }[] = JSON.parse(read("templates.json"));
  for (const { id, ...rest } of templates) {
    await call("PUT", `/v1/templates/${id}`, { ...rest, mjml: read(`${id}.mjml`) });
    await settle(call);
  }
}

const LAPSED = {
  all: [
    { event: "ordered", within: "P400D" },
    { event: "ordered", did: false, within: "P10D" },
    { attribute: "plan", isNot: "pro" },
  ],
};
const INVOICE = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hallo {{ contact.first_name | default: "Kundin" }}, Ihr Code: {{ data.code | base64_decode }}</mj-text>
        <mj-text>{{ postal_address }}</mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`;
