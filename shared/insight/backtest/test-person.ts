import { isMember, type Member } from "#shared/audience/segments/index.ts";
import type { HistoryWindow } from "#shared/automation/enrollments/index.ts";
import { simulate } from "#shared/insight/simulation/index.ts";
import { countStory } from "./count-story.ts";
import type { Lens } from "./lens.ts";
import { linesOf } from "./lines.ts";
import { toStory } from "./story.ts";
import type { Tally } from "./tally.ts";
import { bornAt, toGiven } from "./to-given.ts";

/** What ends a simulation before its time. */
const UNFINISHED = ["too many entries", "too many instants", "out of time"];

/** Has everything happen to a person again, and adds what the sequence would have done to a tally. Returns their lines. */
export function testPerson(
  tally: Tally,
  past: HistoryWindow,
  lens: Lens,
  isOver: () => boolean,
  member?: Member,
): string {
  const { profile } = past;
  tally.people += 1;
  if (!profile || profile.erasedAt !== undefined || bornAt(profile, past) > lens.until) return "";
  if (lens.segment !== undefined && member && !isMember(profile, lens.segment, member)) return "";
  if (past.cut) tally.cut += 1;
  const { timeline, endedBy } = simulate({ ...toGiven(profile, past, lens), isOver });
  if (UNFINISHED.includes(endedBy)) tally.unfinished += 1;
  const story = toStory(timeline);
  if (story.runs.length === 0) return "";
  // By our own id: the owner's may be an address, and would outlive an erasure in what a job keeps.
  countStory(tally, profile.id, story, past, lens);
  const { text, leftOut } = linesOf(profile.id, timeline);
  tally.linesLeftOut += leftOut;
  return text;
}
