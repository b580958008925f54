import type { Schemas } from "../../api/client.ts";
import { useNow } from "../../api/now.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./job-bar.module.css";
import { progressOf } from "./job-progress.ts";
import { operationsTexts } from "./texts.ts";

/** How far a job is: in words, and as a bar while it runs and its size is known. */
export function JobProgress({ job }: { job: Schemas["Job"] }) {
  const { jobs: texts } = useTexts(operationsTexts);
  const format = useFormat();
  const { seen, of, share } = progressOf(job, useNow());
  const label =
    of === undefined
      ? texts.seen(format.number(seen))
      : texts.seenOf(format.number(seen), format.number(of));
  const isRunning = job.state === "running";
  return (
    <div className={classes.progress}>
      <span>{label}</span>
      {isRunning && share !== undefined && (
        <progress className={classes.bar} value={share} max={1} aria-label={label} />
      )}
    </div>
  );
}
