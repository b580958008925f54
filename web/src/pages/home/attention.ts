import type { Tab } from "../operations/tabs.ts";

/** What the checks answered; what is left out could not be asked. */
export type Checks = {
  home?: {
    stoppedAt: string | null;
    deadLetters: number;
    failedJobs: { id: string; kind: string; subject: string }[];
    errors: { id: string; name: string; errors: number }[];
    /** Mails; at most a hundred, which means as many or more. */
    held: number;
    unknown: number;
    /** Of the last seven days. */
    bounced: number;
    complained: number;
  };
  health?: { status: "ok" | "degraded" };
  settings?: { from?: object; postalAddress?: string };
};

type Place =
  | { page: "operations"; tab: Tab; peek?: string }
  | { page: "messages"; state: MailKind }
  | { page: "sequence"; id: string };
export type MailKind = "held" | "unknown" | "bounced" | "complained";
type Kind =
  | "stopped"
  | "degraded"
  | "sender"
  | "postal"
  | "letters"
  | "job"
  | "jobs"
  | "errors"
  | MailKind;

/** One thing to look at: how bad, what, and where its remedy is. */
export type Concern = {
  key: string;
  kind: Kind;
  tone: "bad" | "warn";
  place: Place;
  count?: number;
  job?: { kind: string; subject: string };
  name?: string;
};

/** A whole list belongs to Operations; here a few tell that there is something. */
const MOST_JOBS = 3;

const concern = (
  kind: Kind,
  tone: Concern["tone"],
  place: Place,
  more: Partial<Concern> = {},
): Concern => ({ key: kind, kind, tone, place, ...more });

const operations = (tab: Tab): Place => ({ page: "operations", tab });

/** What needs attention, the worst first. */
export function concernsIn({ home, health, settings }: Checks): Concern[] {
  const mails = (kind: MailKind, tone: Concern["tone"]) => {
    const count = home?.[kind] ?? 0;
    return count > 0 && concern(kind, tone, { page: "messages", state: kind }, { count });
  };
  const found: (Concern | false | undefined)[] = [
    health?.status === "degraded" && concern("degraded", "bad", operations("overview")),
    home && home.stoppedAt !== null && concern("stopped", "bad", operations("overview")),
    settings && !settings.from && concern("sender", "bad", operations("settings")),
    mails("unknown", "bad"),
    home &&
      home.deadLetters > 0 &&
      concern("letters", "bad", operations("failures"), { count: home.deadLetters }),
    ...(home?.failedJobs ?? []).slice(0, MOST_JOBS).map(({ id, kind, subject }) =>
      concern(
        "job",
        "bad",
        { page: "operations", tab: "jobs", peek: id },
        {
          key: `job ${id}`,
          job: { kind, subject },
        },
      ),
    ),
    home && home.failedJobs.length > MOST_JOBS && concern("jobs", "bad", operations("jobs")),
    mails("complained", "bad"),
    ...(home?.errors ?? []).map(({ id, name }) =>
      concern("errors", "warn", { page: "sequence", id }, { key: `errors ${id}`, name }),
    ),
    mails("bounced", "warn"),
    // Held mail is what a stop means: one line says both.
    home?.stoppedAt === null && mails("held", "warn"),
    settings && !settings.postalAddress && concern("postal", "warn", operations("settings")),
  ];
  return found.filter((one): one is Concern => Boolean(one));
}
