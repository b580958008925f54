import { sequence } from "../workspace.ts";

/** From signing up to a first project, with every kind of step that there is. */
export const onboarding = sequence({
  name: "Onboarding",
  description: "Leads to a first project, tries two beginnings out, and hands over to the trial.",
  enter: [{ event: "signed_up" }, { api: true }, { click: "spring-launch" }],
  goal: { event: "project_created", within: "P14D" },
  start: "begin",
  steps: {
    begin: {
      kind: "update",
      set: { stage: "onboarding", source: { event: "source" } },
      next: "beginning",
    },
    beginning: {
      kind: "experiment",
      variants: [
        { name: "short", next: "short" },
        { name: "story", next: "story" },
      ],
      metric: { event: "project_created", within: "P7D" },
      sample: 500,
    },
    short: { kind: "send", template: "onboarding-short", next: "day" },
    story: { kind: "send", template: "onboarding-story", next: "day" },
    day: { kind: "wait", for: "P1D", next: "first-project" },
    "first-project": {
      kind: "waitFor",
      condition: { event: "project_created" },
      timeout: "P2D",
      next: "size",
      otherwise: "nudge",
    },
    nudge: { kind: "send", template: "onboarding-nudge", next: "second-chance" },
    "second-chance": {
      kind: "waitFor",
      event: "project_created",
      timeout: "P2D",
      next: "size",
      otherwise: "tell-team",
    },
    "tell-team": {
      kind: "notify",
      url: "https://hooks.example.com/services/onboarding",
      text: "{{ contact.first_name }} ({{ contact.email }}) is stuck: no project after five days.",
      attempts: 3,
      next: "stuck",
    },
    stuck: { kind: "exit", reason: "no project" },
    size: {
      kind: "branch",
      cases: [{ when: { attribute: "seats", gte: 5 }, next: "tell-crm" }],
      otherwise: "tip",
    },
    "tell-crm": {
      kind: "webhook",
      url: "https://crm.example.com/hooks/teams",
      body: { seats: { attribute: "seats" }, source: { event: "source" } },
      map: { health: "score" },
      attempts: 3,
      next: "tip",
    },
    tip: { kind: "split", ways: [{ next: "video" }, { weight: 2, next: "guide" }] },
    video: { kind: "send", template: "onboarding-video", next: "done" },
    guide: { kind: "send", template: "onboarding-guide", next: "done" },
    done: {
      kind: "emit",
      event: "onboarded",
      data: { source: { attribute: "source" } },
      next: "hand-over",
    },
    "hand-over": {
      kind: "enroll",
      sequence: "trial",
      data: { from: "onboarding" },
      next: null,
    },
  },
});

/** What `npx dripstack lint`, `simulate` and `put` read. */
export default onboarding;
