import type { Item } from "#shared/insight/simulation/index.ts";

/** One way through the sequence. */
export type Run = {
  entryKey: string;
  from: number;
  /** Undefined while inside at the end of the time that was asked for. */
  to?: number;
  /** `inside`, `completed`, `exited` or `held-out`. */
  end: string;
  /** The steps that it came to. */
  steps: Set<string>;
};

/** What would have become of one person. */
export type Story = { runs: Run[]; mails: Item[]; drops: Item[]; holds: Item[]; notices: number };

/** Reads a timeline by runs and mails; what tells the team is no mail to the person. */
export function toStory(timeline: Item[]): Story {
  const story: Story = { runs: [], mails: [], drops: [], holds: [], notices: 0 };
  const newest = new Map<string, Run>();
  for (const item of timeline) {
    const { kind, at, entryKey = "-", step } = item;
    if (kind === "entered") {
      const run: Run = { entryKey, from: at, end: "inside", steps: new Set() };
      newest.set(entryKey, run);
      story.runs.push(run);
    }
    const run = newest.get(entryKey);
    if (!run) continue;
    if (step !== undefined && item.decision !== "held-out") run.steps.add(step);
    if (kind === "exit") Object.assign(run, { to: at, end: item.decision });
    else if (kind === "mail" && item.to !== undefined) story.notices += 1;
    else if (item.to !== undefined) continue;
    else if (kind === "mail") story.mails.push(item);
    else if (kind === "drop") story.drops.push(item);
    else if (kind === "hold" && item.decision === "held") story.holds.push(item);
  }
  return story;
}
