import { Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Definition } from "../../../canvas/definition.ts";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { saySaw } from "../../../parts/say-why.ts";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useWords } from "../use-words.ts";
import classes from "./decisions.module.css";
import { sayItem, sayReason } from "./say-item.ts";

import { simulateTexts } from "./texts.ts";
import type { Item } from "./trace.ts";

type Props = {
  id: string;
  definition: Definition;
  timeline: readonly Item[];
  index: number;
  onChoose: (index: number) => void;
};

const ICONS: Record<Item["kind"], IconName> = {
  event: "flag",
  entered: "play",
  refused: "stop",
  decision: "branch",
  wait: "wait",
  hold: "pause",
  mail: "messages",
  drop: "close",
  effect: "tag",
  goal: "check",
  exit: "exit",
};

/** Everything that happened, with the reason of each decision and what it saw. */
export function Decisions({ id, definition, timeline, index, onChoose }: Props) {
  const texts = useTexts(simulateTexts);
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is chosen
  useEffect(() => {
    const box = list.current;
    const item = box?.querySelector<HTMLElement>("[aria-current]");
    if (box && item) box.scrollTop = item.offsetTop - box.clientHeight / 2;
  }, [index, timeline]);
  return (
    <ol ref={list} className={classes.decisions} aria-label={texts.decisions}>
      {timeline.map((item, at) => {
        const reason = sayReason(item, definition, words, texts);
        const until = "until" in item ? item.until : undefined;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name
          <li key={at} data-later={at > index || undefined} data-kind={item.kind}>
            <button
              type="button"
              aria-current={at === index ? "step" : undefined}
              onClick={() => onChoose(at)}
            >
              <Icon name={ICONS[item.kind]} size={16} />
              <span className={classes.said}>
                <bdi>{sayItem(item, definition, words, texts)}</bdi>
                {reason && (
                  <Text span size="xs" c="dimmed">
                    <bdi>{texts.because(reason)}</bdi>
                  </Text>
                )}
                {item.saw && item.saw.length > 0 && (
                  <Text span size="xs" c="dimmed">
                    <bdi>{texts.saw(item.saw.map((one) => saySaw(one, texts.why)).join(", "))}</bdi>
                  </Text>
                )}
                {until && (
                  <Text span size="xs" c="dimmed">
                    {texts.until} <Time at={until} />
                  </Text>
                )}
                {item.sequence !== undefined && item.sequence !== id && (
                  <Text span size="xs" c="dimmed">
                    {texts.other(item.sequence)}
                  </Text>
                )}
              </span>
              <span className={classes.at}>
                <Time at={item.at} />
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
