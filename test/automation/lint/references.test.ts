import { Definition } from "#shared/automation/language/index.ts";
import { enroll, lintFinds, of, open, send } from "./definitions.ts";

lintFinds({
  "a template that is not there": {
    bad: of({ hello: { kind: "send", template: "gone", next: null } }),
    good: of({ hello: send(null) }),
    finds: ["error missing-template /steps/hello/template"],
  },
  "a segment that is not there, in conditions and ways in": {
    bad: of(
      {
        in: {
          kind: "waitFor",
          condition: { any: [{ segment: "vip" }, { segment: "gone" }] },
          timeout: "P1D",
          next: null,
          otherwise: null,
        },
      },
      { enter: [{ segment: "lost" }], exit: [{ segment: "none", is: false }] },
    ),
    good: of({ hello: send(null) }, { enter: [{ segment: "vip" }] }),
    finds: [
      "error unknown-segment /enter/0/segment",
      "error unknown-segment /exit/0",
      "error unknown-segment /steps/in",
    ],
  },
  "a value that is not of its attribute's declared type": {
    bad: of({
      set: {
        kind: "update",
        set: { seats: "3", tags: { add: 1 }, "a/b": { today: true }, plan: { now: true } },
        next: null,
      },
    }),
    good: of({
      set: {
        kind: "update",
        set: {
          seats: { event: "seats" },
          tags: { append: "a" },
          "a/b": { now: "P1D" },
          plan: null,
        },
        next: null,
      },
    }),
    finds: [
      "error wrong-type /steps/set/set/seats",
      "error wrong-type /steps/set/set/tags",
      "error wrong-type /steps/set/set/a~1b",
      "error wrong-type /steps/set/set/plan",
    ],
    where: [
      {
        declared: {
          seats: { type: "number" },
          tags: { type: "list" },
          "a/b": { type: "instant" },
          plan: { type: "boolean" },
        },
      },
    ],
  },
  "a circle of sequences that enroll into each other": {
    bad: of({ to: enroll("one") }),
    good: of({ to: enroll("two") }),
    finds: ["warning enroll-cycle /steps/to/sequence"],
    where: [
      {
        sequences: new Map([
          ["one", open({ to: enroll("two", "back"), back: enroll("welcome") })],
          ["two", open({ hello: send(null) })],
        ]),
      },
    ],
  },
  "an enroll step into what is not published or not open": {
    bad: of({ one: enroll("gone", "two"), two: enroll("closed") }),
    good: of({ one: enroll("open") }),
    finds: [
      "error unknown-sequence /steps/one/sequence",
      "error closed-enroll /steps/two/sequence",
    ],
    where: [
      {
        sequences: new Map([
          ["closed", Definition.parse(of({ hello: send(null) }))],
          ["open", open({ hello: send(null) })],
        ]),
      },
    ],
  },
  "a call without encryption": {
    bad: of({ call: { kind: "webhook", url: "http://example.com/x", next: null } }),
    good: of({ call: { kind: "webhook", url: "https://example.com/x", next: null } }),
    finds: ["warning plain-http /steps/call/url"],
  },
});
