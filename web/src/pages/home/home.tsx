import { Suspense, useRef } from "react";
import { useNames } from "../../api/names.ts";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Page } from "../../parts/page.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { AttentionCard } from "./attention-card.tsx";
import classes from "./home.module.css";
import { RecentCard } from "./recent.tsx";
import { homeTexts } from "./texts.ts";
import { TodayCard } from "./today.tsx";
import { useChecks } from "./use-checks.ts";
import { useEntries } from "./use-entries.ts";
import { useIsFirstRun } from "./use-first-run.ts";

const Start = lazyPart(() => import("./start.tsx"), "Start");
const FirstRun = lazyPart(() => import("./first-run.tsx"), "FirstRun");

/** What needs attention, what happens today, what changed; at first the sample, or what to do. */
export function Home() {
  const texts = useTexts(homeTexts);
  const { checks, home, isPending, isIncomplete } = useChecks();
  const firstRun = useIsFirstRun();
  const { names, isLoaded } = useNames("sequences");
  const content = useRef<HTMLDivElement>(null);
  const onKeyDown = useEntries(content);
  return (
    <Page title={texts.title}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of what is inside bubble here */}
      <div className={classes.home} ref={content} onKeyDown={onKeyDown}>
        <Suspense>{isLoaded && names.length === 0 && <Start />}</Suspense>
        <Suspense>{firstRun.is && <FirstRun onHide={firstRun.hide} />}</Suspense>
        <AttentionCard
          checks={checks}
          isPending={isPending}
          isIncomplete={isIncomplete}
          isMore={home?.more ?? false}
        />
        <div className={classes.two}>
          <TodayCard today={home?.today} />
          <RecentCard />
        </div>
      </div>
    </Page>
  );
}
