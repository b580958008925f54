import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import type { Job } from "./job.ts";
import classes from "./job-progress.module.css";
import { jobTexts } from "./texts.ts";

/** How far a job is: in words, and as a bar while it runs and its size is known. */
export function JobProgress({ job: { state, progress } }: { job: Job }) {
  const texts = useTexts(jobTexts);
  const format = useFormat();
  const { seen, of, share } = progress;
  const label =
    of === undefined
      ? texts.seen(format.number(seen))
      : texts.seenOf(format.number(seen), format.number(of));
  return (
    <div className={classes.progress}>
      <span>{label}</span>
      {state === "running" && share !== undefined && (
        <progress className={classes.bar} value={share} max={1} aria-label={label} />
      )}
    </div>
  );
}
