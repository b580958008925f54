import { ActionIcon } from "@mantine/core";
import { useEffect, useState } from "react";
import { Icon } from "../../../parts/icon.tsx";
import { Time } from "../../../parts/time.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";
import type { Item } from "./trace.ts";

type Props = {
  timeline: readonly Item[];
  index: number;
  setIndex: (next: number) => void;
  /** The sentence of the item at the index. */
  said: string;
};
/** Time between two items while it plays. */
const PLAY_MS = 900;

/** Goes through the time of a simulation: by steps, by dragging, or by itself. */
export function Scrubber({ timeline, index, setIndex, said }: Props) {
  const texts = useTexts(simulateTexts);
  const format = useFormat();
  const [isPlaying, setIsPlaying] = useState(false);
  const last = timeline.length - 1;
  useEffect(() => {
    if (!isPlaying) return;
    if (index >= last) {
      setIsPlaying(false);
      return;
    }
    const timer = setTimeout(() => setIndex(index + 1), PLAY_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, index, last, setIndex]);
  const play = () => {
    if (!isPlaying && index >= last) setIndex(0);
    setIsPlaying(!isPlaying);
  };
  const item = timeline[index];
  if (!item) return null;
  const begin = Date.parse(timeline[0]!.at);
  const length = Math.max(1, Date.parse(timeline[last]!.at) - begin);
  const step = (name: "back" | "next", icon: "left" | "right", by: number) => (
    <ActionIcon
      variant="default"
      aria-label={texts[name]}
      disabled={index + by < 0 || index + by > last}
      onClick={() => setIndex(index + by)}
    >
      <Icon name={icon} />
    </ActionIcon>
  );
  return (
    <div className={classes.scrubber}>
      {step("back", "left", -1)}
      <ActionIcon variant="filled" aria-label={isPlaying ? texts.pause : texts.play} onClick={play}>
        <Icon name={isPlaying ? "pause" : "play"} />
      </ActionIcon>
      {step("next", "right", 1)}
      <div className={classes.track}>
        <svg className={classes.ticks} aria-hidden="true" preserveAspectRatio="none">
          {timeline.map((one, at) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name
              key={at}
              x={`${((Date.parse(one.at) - begin) / length) * 99}%`}
              y={one.kind === "mail" ? 0 : 4}
              width="2"
              height={one.kind === "mail" ? 10 : 6}
              data-past={at <= index || undefined}
              data-kind={one.kind}
            />
          ))}
        </svg>
        <input
          type="range"
          min={0}
          max={last}
          value={index}
          aria-label={texts.time}
          aria-valuetext={`${format.exact(item.at)}: ${said}`}
          onChange={({ currentTarget }) => setIndex(Number(currentTarget.value))}
        />
      </div>
      <span className={classes.when}>
        <Time at={item.at} />
        <span>{texts.at(format.number(index + 1), format.number(last + 1))}</span>
      </span>
    </div>
  );
}
