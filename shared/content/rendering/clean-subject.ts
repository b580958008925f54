import { MAX_SUBJECT_LENGTH } from "#shared/content/liquid/index.ts";

/** Line ends and controls, which could begin another header. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** Marks that turn the direction of all following text. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** One line of well-formed Unicode, at most {@link MAX_SUBJECT_LENGTH} UTF-16 units long. */
export function cleanSubject(subject: string): string {
  const line = subject.replace(TURNS, "").replace(BREAKS, " ").trim();
  const short = line.slice(0, MAX_SUBJECT_LENGTH);
  const whole = short.length < line.length ? short.replace(/[\ud800-\udbff]$/, "") : short;
  return whole.toWellFormed();
}
