import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { Empty } from "../../parts/empty.tsx";
import { JOB_TONES, type Job, kindName } from "../../parts/job/job.ts";
import { JobProgress } from "../../parts/job/job-progress.tsx";
import { jobTexts } from "../../parts/job/texts.ts";
import { type Column, List } from "../../parts/list.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { TwoLines } from "../../parts/two-lines.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { JobPeek } from "./job.tsx";
import { operationsTexts } from "./texts.ts";
import { useTab } from "./use-tab.ts";

/** Work over many contacts, the newest first. */
export function Jobs() {
  const texts = useTexts(jobTexts);
  const { tabs } = useTexts(operationsTexts);
  const { peek, show, close } = useTab();
  const pages = usePages<Job>(["jobs"], (cursor) =>
    read(api.GET("/v1/jobs", { params: { query: { ...(cursor && { cursor }) } } })),
  );
  const columns = useMemo<Column<Job>[]>(
    () => [
      {
        key: "kind",
        label: texts.kind,
        cell: ({ kind, subject }) => (
          <TwoLines first={kindName(texts.kinds, kind)} second={subject} />
        ),
      },
      {
        key: "subject",
        label: texts.subject,
        isMinor: true,
        cell: ({ subject }) => <bdi>{subject}</bdi>,
      },
      {
        key: "state",
        label: texts.state,
        width: "8rem",
        cell: ({ state }) => <Status tone={JOB_TONES[state]}>{texts.states[state]}</Status>,
      },
      {
        key: "progress",
        label: texts.progress,
        isMinor: true,
        cell: (job) => <JobProgress job={job} />,
      },
      {
        key: "started",
        label: texts.started,
        width: "9.5rem",
        isMinor: true,
        cell: ({ startedAt }) => <Time at={startedAt} />,
      },
    ],
    [texts],
  );
  return (
    <Beside peek={peek && <JobPeek id={peek} key={peek} onClose={close} />}>
      <List
        label={tabs.jobs}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        openKey={peek}
        onOpen={({ id }) => show({ peek: id })}
        empty={<Empty icon="refresh" title={texts.empty} hint={texts.emptyHint} />}
      />
    </Beside>
  );
}
