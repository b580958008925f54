import { Skeleton, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { idsOf } from "../../../api/names.ts";
import { useVocabulary } from "../../../parts/condition/use-vocabulary.ts";
import { Empty } from "../../../parts/empty.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import { NOTHING } from "../canvas/marks.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { useWords } from "../use-words.ts";
import { ChooseOutcomes } from "./choose-outcomes.tsx";
import { Decisions } from "./decisions.tsx";
import { Deeds } from "./deeds.tsx";
import { Lines } from "./lines.tsx";
import { isMail, MailView } from "./mail-view.tsx";
import { marksOf } from "./marks-of.ts";
import { anHourAfter } from "./moments.ts";
import { BY_CHANCE } from "./outcomes.ts";
import { PlayedSteps } from "./played-steps.tsx";
import { sayItem } from "./say-item.ts";
import { firstLine, type Script, withLine } from "./script.ts";
import { Scrubber } from "./scrubber.tsx";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";
import { traceOf } from "./trace.ts";
import { useSimulation } from "./use-simulation.ts";
import { Who } from "./who.tsx";

/** What is known of names in the workspace, for suggestions. */
function useKnown() {
  const { attributes, events, segments } = useVocabulary();
  const nameOf = ({ name }: { name: string }) => name;
  return {
    events: events.map(nameOf),
    attributes: attributes.map(nameOf),
    segments: idsOf(segments),
  };
}

/** Plays the draft for a contact: its way on the picture, each decision, each mail. */
export function SequenceSimulation({ sequence }: { sequence: OpenSequence }) {
  const texts = useTexts(simulateTexts);
  const words = useWords();
  const known = useKnown();
  const { id, definition } = sequence;
  const [script, setScript] = useState<Script>(() => {
    const first = firstLine(definition);
    return {
      contactId: undefined,
      attributes: [],
      step: undefined,
      resume: false,
      lines: first ? [first] : [],
      from: undefined,
      outcomes: BY_CHANCE,
    };
  });
  const [chosen, setIndex] = useState(Number.POSITIVE_INFINITY);
  const played = useSimulation(sequence, script);
  const timeline = played.data?.timeline ?? [];
  const index = Math.min(chosen, timeline.length - 1);
  const trace = useMemo(
    () => traceOf(definition, played.data?.timeline ?? [], index),
    [definition, played.data, index],
  );
  const { here } = trace;
  const onSteps = useMemo(
    () => ({ ...NOTHING, marks: marksOf(trace, texts), passed: trace.passed }),
    [trace, texts],
  );
  const change = (part: Partial<Script>) => {
    setScript({ ...script, ...part });
    setIndex(Number.POSITIVE_INFINITY);
  };
  const item = timeline[index];
  const choose = (step: string) => {
    const at = timeline.findLastIndex((one) => one.step === step);
    if (at >= 0) setIndex(at);
  };
  const isEmpty = played.data !== undefined && timeline.length === 0;
  return (
    <div className={classes.view}>
      <div className={classes.form}>
        <Text size="xs" c="dimmed">
          {texts.about}
        </Text>
        <Who {...{ script, change, definition }} attributes={known.attributes} />
        <Lines
          lines={script.lines}
          onChange={(lines) => change({ lines })}
          definition={definition}
          known={known}
        />
        <ChooseOutcomes
          definition={definition}
          outcomes={script.outcomes}
          onChange={(outcomes) => change({ outcomes })}
        />
      </div>
      <div className={classes.stage}>
        <Fault error={played.error} />
        <div className={classes.picture} data-old={played.isPlaceholderData || undefined}>
          <PlayedSteps
            label={texts.picture}
            definition={definition}
            onSteps={onSteps}
            here={here}
            onChoose={choose}
          />
        </div>
        {item && (
          <Scrubber
            timeline={timeline}
            index={index}
            setIndex={setIndex}
            said={sayItem(item, definition, words, texts)}
          />
        )}
      </div>
      <div className={classes.side}>
        {played.isPending && !played.error && <Skeleton height={200} />}
        {isEmpty && <Empty icon="info" title={texts.nothing} hint={texts.nothingHint} />}
        {timeline.length > 0 && (
          <>
            <Decisions {...{ id, definition, timeline, index }} onChoose={setIndex} />
            <Text size="xs" c="dimmed" role="status">
              {textOf(texts.ended, played.data!.endedBy) ?? played.data!.endedBy}
            </Text>
          </>
        )}
        {isMail(item) && (
          <MailView item={item}>
            {item.kind === "mail" && item.step !== undefined && (
              <Deeds
                onPick={(deed) => {
                  const line = { kind: "mail" as const, name: item.step!, value: deed };
                  change({
                    lines: withLine(script.lines, { ...line, after: anHourAfter(item.at) }),
                  });
                }}
              />
            )}
          </MailView>
        )}
      </div>
    </div>
  );
}
