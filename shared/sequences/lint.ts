import type { Fault } from "#shared/kernel/errors.ts";
import { isMessageEvent } from "#shared/people/index.ts";
import type { Definition } from "./definition.ts";
import { enterKindOf } from "./enter/index.ts";
import { kindOf } from "./steps/index.ts";

/** What a definition needs from its workspace to be published. */
type Surroundings = { templates: Set<string>; sender: boolean; postalAddress: boolean };

/** Faults that stop a publishing, each with the place and the remedy. */
export function lint(definition: Definition, around: Surroundings): Fault[] {
  return [
    ...missingSettings(around),
    ...missingTemplates(definition, around.templates),
    ...unreachableSteps(definition),
    ...loopsWithoutWait(definition),
    ...endlessEntries(definition),
    ...(definition.enter.length === 0
      ? [{ path: "/enter", message: "nobody could enter: name at least one event" }]
      : []),
  ];
}

/** The names of all templates that a definition sends. */
export const templatesOf = ({ steps }: Definition): string[] =>
  Object.values(steps).flatMap((step) => kindOf(step).templates?.(step) ?? []);

function missingSettings({ sender, postalAddress }: Surroundings): Fault[] {
  const faults: Fault[] = [];
  if (!sender) faults.push({ path: "/settings/from", message: "set `from` with PUT /v1/settings" });
  if (!postalAddress) {
    const message = "set `postalAddress` with PUT /v1/settings: every mail must show one";
    faults.push({ path: "/settings/postalAddress", message });
  }
  return faults;
}

function missingTemplates({ steps }: Definition, known: Set<string>): Fault[] {
  return Object.entries(steps).flatMap(([name, step]) =>
    (kindOf(step).templates?.(step) ?? [])
      .filter((template) => !known.has(template))
      .map((template) => ({
        path: `/steps/${name}/template`,
        message: `there is no template "${template}": put it first`,
      })),
  );
}

function unreachableSteps({ start, steps }: Definition): Fault[] {
  const seen = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = steps[name];
    if (!step || seen.has(name)) continue;
    seen.add(name);
    open.push(
      ...kindOf(step)
        .exits(step)
        .filter((next) => next !== null),
    );
  }
  return Object.keys(steps)
    .filter((name) => !seen.has(name))
    .map((name) => ({ path: `/steps/${name}`, message: "no step leads here: link or remove it" }));
}

/** A loop in which no time needs to pass would never end: found by walking only the quick ways on. */
function loopsWithoutWait({ steps }: Definition): Fault[] {
  const state = new Map<string, "open" | "done">();
  const faults = new Map<string, Fault>();
  const walk = (name: string) => {
    const step = steps[name];
    if (!step || state.get(name) === "done") return;
    if (state.get(name) === "open") {
      const message = "a loop in which no time needs to pass: put a wait of at least PT1M in it";
      faults.set(name, { path: `/steps/${name}`, message });
      return;
    }
    state.set(name, "open");
    for (const next of kindOf(step).quickExits(step)) if (next !== null) walk(next);
    state.set(name, "done");
  };
  for (const name of Object.keys(steps)) walk(name);
  return [...faults.values()];
}

/** Mails that let people in again would make each other without end. */
function endlessEntries({ enter, reentry }: Definition): Fault[] {
  if (reentry === "never") return [];
  return enter.flatMap((one, i) =>
    isMessageEvent(enterKindOf(one).event(one))
      ? [
          {
            path: `/enter/${i}`,
            message: `only with "reentry": "never": our own mails cause it`,
          },
        ]
      : [],
  );
}
