import { Button, Skeleton, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import type { Schemas } from "../../../api/client.ts";
import { Fault } from "../../../parts/fault.tsx";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { DiffList } from "../diff/diff-list.tsx";
import { isSame } from "../diff/is-same.ts";
import { versionTexts } from "../diff/texts.ts";
import { useVersion } from "../diff/use-diff.ts";
import { useDiffSummary } from "../diff/use-diff-summary.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { publishTexts } from "./texts.ts";

// With the canvas, which most publish without.
const DiffView = lazyPart(() => import("../diff/diff-view.tsx"), "DiffView");

type Props = { sequence: OpenSequence; diff: UseQueryResult<Schemas["VersionDiff"]> };

/** What the draft changes, in words, and on request as two pictures beside each other. */
export function Changes({ sequence: { id, version, definition }, diff }: Props) {
  const texts = useTexts(publishTexts);
  const versions = useTexts(versionTexts);
  const format = useFormat();
  const summaryOf = useDiffSummary();
  const [isCompared, setIsCompared] = useState(false);
  const before = useVersion(id, isCompared ? version : 0);
  if (version === 0)
    return (
      <section>
        <h3>{texts.first}</h3>
        <Text size="sm">{texts.firstSteps(Object.keys(definition.steps).length)}</Text>
      </section>
    );
  return (
    <section>
      <h3>{texts.changes}</h3>
      <Fault error={diff.error} retry={() => diff.refetch()} />
      {!diff.data && !diff.error && <Skeleton height={64} />}
      {diff.data && isSame(diff.data) && <Text size="sm">{texts.nothing}</Text>}
      {diff.data && !isSame(diff.data) && (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {format.list(summaryOf(diff.data))}
            <Button
              variant="subtle"
              size="compact-sm"
              ms="xs"
              visibleFrom="md"
              aria-expanded={isCompared}
              onClick={() => setIsCompared(!isCompared)}
            >
              {isCompared ? texts.hide : texts.compare}
            </Button>
          </Text>
          {isCompared && before.data ? (
            <Suspense fallback={<DiffList diff={diff.data} />}>
              <DiffView
                diff={diff.data}
                before={{ name: versions.version(format.number(version)), definition: before.data }}
                after={{ name: versions.draft, definition }}
              />
            </Suspense>
          ) : (
            <DiffList diff={diff.data} />
          )}
        </>
      )}
    </section>
  );
}
