import { type Action, end, isClaimed, putRow, set } from "./change.ts";
import type { Rules } from "./rules.ts";
import { MAILS, type Mail, type State } from "./state.ts";

/**
 * Time (protocol: a hold lasts a minute or more, a lease five). A worker about to call must
 * check again.
 */
export function timeActions(state: State): Action[] {
  const pass = (name: string, statuses: string[]): Action[] => {
    if (!state.rows.some(({ status, ahead }) => ahead && status === statuses[0])) return [];
    const rows = state.rows.map((row) =>
      statuses.includes(row.status) ? { ...row, ahead: false } : row,
    );
    const workers = state.workers.map((worker) =>
      worker.next === "call" ? { ...worker, next: "check" } : worker,
    );
    return [{ name, next: { ...state, rows, workers } as unknown as State }];
  };
  return [...pass("a minute passes", ["held"]), ...pass("five minutes pass", ["sending", "held"])];
}

export const isHeldAhead = ({ rows }: State, mail: Mail) =>
  rows[mail].status === "held" && rows[mail].ahead;

/**
 * A worker dies; its job comes back, or is buried as a dead letter (looks are brought back from
 * there).
 */
export function crashActions(state: State): Action[] {
  if (state.crashes === 0) return [];
  return ([0, 1] as const).flatMap((by): Action[] => {
    const { job, mail, next, holds } = state.workers[by];
    if (job === "idle") return [];
    const inDoubt = holds && isClaimed(state.rows[mail]) && !state.rows[mail].noted;
    const doubt = inDoubt ? set(state.doubt, mail, true) : state.doubt;
    const dead: State = { ...end(state, by), crashes: state.crashes - 1, doubt };
    const common = { by, mail, free: true } as const;
    const crash = { ...common, name: `crash before ${next}`, next: giveBackJob(dead, job, mail) };
    if (job === "look") return [crash];
    return [crash, { ...common, name: `crash before ${next}, job buried`, next: dead }];
  });
}

function giveBackJob(state: State, job: string, mail: Mail): State {
  if (job === "event") return { ...state, event: "again" };
  if (job === "look") return { ...state, look: set(state.look, mail, true) };
  return { ...state, deliver: set(state.deliver, mail, true) };
}

/**
 * What people and the provider may do at any time: unsubscribe, end the run, tell of an acceptance.
 */
export function outsideActions(state: State, rules: Rules): Action[] {
  const actions: Action[] = [];
  const isStopped = state.suppressed || state.run === "exited";
  if (rules.stops && !isStopped) {
    actions.push({ name: "unsubscribes", free: true, next: { ...state, suppressed: true } });
  }
  if (rules.stops && !isStopped && state.run === "active") {
    const { outbox, rows } = state;
    const carries = !rules.wrong.has("outbox is not carried");
    const carried = MAILS.map((m) => carries && outbox[m] && rows[m].status === "none");
    const next = { ...state, run: "exited", outbox: carried } as unknown as State;
    actions.push({ name: "run exits", free: true, next });
  }
  if (rules.evidence !== "feed") return actions;
  for (const mail of MAILS) {
    const row = state.rows[mail];
    if (state.accepted[mail] === 0 || row.out) continue;
    const next = putRow(state, mail, { ...row, out: true });
    actions.push({ name: "feedback", mail, free: true, next });
  }
  return actions;
}
