import { deepStrictEqual } from "node:assert";
import { ensureContact, putContact } from "#shared/audience/contacts/index.ts";
import { saveSegment } from "#shared/audience/segments/index.ts";
import { readContactSnapshot, readTrail } from "#shared/automation/enrollments/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { emitReenters } from "#shared/automation/lint/emit-reenters.ts";
import { loopWithoutWait } from "#shared/automation/lint/loop-without-wait.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { putTemplate } from "#shared/content/templates/index.ts";
import type { Item, Occurrence } from "#shared/insight/simulation/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import type { Renderer } from "#shared/ports/renderer.ts";
import { startWheels } from "#shared/scheduler/index.ts";
import type { Case } from "#test/reference/arbitrary.ts";
import { START } from "#test/reference/arbitrary-parts.ts";
import { makeWorld, seededEntropy } from "#test/support/world.ts";
import { APART_MS, definitionOf, isClose, play, UNTIL } from "./drawn-case.ts";
import { Pipeline } from "./pipeline.ts";

/** What runs round without end takes long and tells nothing more. */
const MAX_ITEMS = 80;
const MAX_LOOKS = 300;
const END = { kind: "exit" };
const VIP = { attribute: "plan", is: "pro" };

/** Says the same in every mail: what a mail says is not compared. */
const renderer: Renderer = {
  compile: () => Promise.reject(new Error("nothing is compiled")),
  render: async (requests) =>
    requests.map(({ template: { subject } }) => ({
      ok: true,
      mail: { subject, raw: new Uint8Array(), dynamicLinks: {} },
    })),
};

/**
 * A case without what a simulation is documented to leave out: requests are answered by others, and
 * at their own time, so that a wait stands in place of each step that makes one. Steps that nothing
 * leads to are left out, for they can not be published.
 */
function comparable(drawn: Case): Case {
  const definition = drawn.definition as { start: string; steps: Record<string, Drawn> };
  const steps: Record<string, object> = {};
  const open = [definition.start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const step = definition.steps[name]!;
    if (steps[name]) continue;
    steps[name] = step.url ? { kind: "wait", for: "PT10M", next: step.next } : step;
    JSON.stringify(steps[name], (key, value) => {
      if ((key === "next" || key === "otherwise") && value !== null) open.push(value);
      return value;
    });
  }
  // A filter that names a step that is gone.
  for (const [name, step] of Object.entries(steps)) {
    const { where } = step as { where?: { step?: { is: string } } };
    if (where?.step && !steps[where.step.is]) steps[name] = { ...step, where: undefined };
  }
  return { ...drawn, definition: { ...definition, steps } };
}
type Drawn = { url?: string; next: unknown };

/**
 * A world in which the sequence of a case is live and its person known, and nothing has happened.
 */
async function setUp(drawn: Case) {
  const made = makeWorld({ renderer, random: seededEntropy(drawn.contact) });
  const { world, clock } = made;
  clock.at = START - DAY_MS;
  await writeSettings(world, {
    from: { name: "Shop", email: "shop@example.com" },
    postalAddress: "1 Example Street",
    trackOpens: true,
  });
  await startWheels(world);
  for (const id of ["hello", "bye", "note"]) {
    const source = { subject: id, html: id };
    const compiled = { hash: id, subject: id, html: id, text: id, links: [], variables: [] };
    await putTemplate(world, id, source, compiled, clock.now());
  }
  const { id: contact } = await ensureContact(world, { email: "contact@example.com" });
  await putContact(world, contact, {
    attributes: drawn.attributes as never,
    timeZone: drawn.zone,
  });
  const pipeline = new Pipeline(made, drawn.contact);
  await pipeline.passTo(START - 2 * HOUR_MS);
  const other = { name: "Other", enter: [{ api: true }], start: "end", steps: { end: END } };
  await putDraft(world, "other", Definition.parse(other), clock.now());
  await publishSequence(world, "other", clock.now());
  await saveSegment(world, "vip", { name: "VIP", condition: VIP as never }, clock.now());
  await putDraft(world, "tour", definitionOf(drawn), clock.now());
  await publishSequence(world, "tour", clock.now());
  await pipeline.passTo(START);
  return { world, contact, pipeline };
}

type Seen = {
  /** Fate, step and template of each mail, and when it was sent. */
  mails: { what: string; at: number | undefined }[];
  /** What was decided of the last run, as far as that is kept. */
  path: string[];
};

async function playReally(events: Occurrence[], made: Awaited<ReturnType<typeof setUp>>) {
  const { world, contact, pipeline } = made;
  for (let taken = 0; taken < events.length; ) {
    const { at } = events[taken]!;
    if (at > UNTIL) break;
    const some = events.filter((one) => one.at === at);
    await pipeline.passTo(at);
    await pipeline.happen(contact, some, taken);
    taken += some.length;
  }
  await pipeline.passTo(UNTIL + APART_MS);
  const { enrollments } = await readContactSnapshot(world, contact, UNTIL);
  const run = enrollments.find(({ data }) => data.sequence === "tour")?.data;
  const mails = (await pipeline.mails(contact)).flatMap(({ status, source, template, facts }) => {
    if (status !== "sent" && status !== "dropped") return [];
    const { step } = source as { step: string };
    return [{ what: `${status} ${step} ${template}`, at: facts.sentAt }];
  });
  const path = run ? readTrail(run.trail).map(({ step, decision }) => `${step} ${decision}`) : [];
  return { mails, path } satisfies Seen;
}

function foretold(timeline: Item[]): Seen {
  const mails = timeline
    .filter(({ kind }) => kind === "mail" || kind === "drop")
    .map(({ at, kind, step, template, decision }) => ({
      what: `${decision} ${step} ${template}`,
      at: kind === "mail" ? at : undefined,
    }));
  const path = timeline
    .filter(({ kind, sequence }) => sequence && !["mail", "drop", "refused"].includes(kind))
    .map(({ step = "", decision }) => `${step} ${decision}`);
  return { mails, path };
}

const inOrder = ({ mails }: Seen) =>
  mails.filter(({ at }) => at !== undefined).toSorted((a, b) => a.at! - b.at!);
/**
 * The mails as they were sent, those that are foretold for one instant in the order of their names.
 */
function sent(seen: Seen, simulated: Seen): string[] {
  const instants = timesOf(simulated);
  return inOrder(seen)
    .map(({ what }, i) => ({ what, at: instants[i] ?? Number.POSITIVE_INFINITY }))
    .toSorted((a, b) => a.at - b.at || (a.what < b.what ? -1 : 1))
    .map(({ what }) => what);
}
const timesOf = (seen: Seen) => inOrder(seen).map(({ at }) => at!);
const dropped = ({ mails }: Seen) =>
  mails.flatMap(({ at, what }) => (at === undefined ? [what] : [])).toSorted();

const UNTOLD = [" send", " notify", " hold", " held"];
/** Without what only one of them tells; a trail keeps the last of waits that were only moved. */
const told = (path: string[]) =>
  path
    .filter((line) => !UNTOLD.some((decision) => line.endsWith(decision)))
    .filter((line, i, all) => line !== all[i + 1]);

/**
 * Says after so many looks that a simulation is over: loops that can not be published take long.
 */
function afterLooks(): () => boolean {
  let looks = 0;
  return () => ++looks > MAX_LOOKS;
}

/** Whether a lag may decide otherwise, or a case tells nothing more. */
const isBeyond = (played: ReturnType<typeof play>) =>
  played.endedBy === "out of time" || isClose(played) || played.timeline.length > MAX_ITEMS;

/** Loops in which no time passes, and runs that multiply: neither can be published. */
const isEndless = (definition: Definition) =>
  [loopWithoutWait, emitReenters].some((check) =>
    check(definition, {} as never).some(({ level }) => level === "error"),
  );

/**
 * Holds the pipeline against a simulation: the same mails in the same order, each in time, and the
 * same way of the last run to the same end. How many mails that were; undefined where a case says
 * nothing. Left out by the cases: requests, keyed runs, caps, experiments that have found a winner,
 * lags of more than 25 seconds, and what `isBeyond` and `isEndless` name.
 * @throws AssertionError where they differ
 */
export async function compare(given: Case): Promise<{ mails: number } | undefined> {
  const drawn = comparable(given);
  if (isEndless(definitionOf(drawn))) return undefined;
  const segments = [{ id: "vip", version: 1, since: START - DAY_MS, condition: VIP as never }];
  const first = play(drawn, { segments, isOver: afterLooks() });
  // A quick look that spares a world: ids only change who is drawn.
  if (isBeyond(first)) return undefined;
  const made = await setUp(drawn).catch((error: Error) => {
    // What can not be published: loops in which no time passes.
    if (error instanceof InvalidInput) return undefined;
    throw error;
  });
  if (!made) return undefined;
  const second = play(drawn, { segments, id: made.contact, isOver: afterLooks() });
  if (isBeyond(second)) return undefined;
  const { timeline, events } = second;
  const really = await playReally(events, made);
  const simulated = foretold(timeline);
  deepStrictEqual(sent(really, simulated), sent(simulated, simulated));
  deepStrictEqual(dropped(really), dropped(simulated));
  const late = timesOf(really).map((at, i) => at - timesOf(simulated)[i]!);
  const untimely = late.filter((ms) => ms < 0 || ms > APART_MS);
  deepStrictEqual(untimely, []);
  const path = told(really.path);
  deepStrictEqual(
    path,
    path.length === 0 ? told(simulated.path) : told(simulated.path).slice(-path.length),
  );
  return { mails: simulated.mails.length };
}
