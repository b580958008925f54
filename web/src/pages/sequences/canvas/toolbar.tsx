import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { useReactFlow, useViewport } from "@xyflow/react";
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../../../app/commands.tsx";
import type { Definition } from "../../../canvas/definition.ts";
import { describeStep } from "../../../canvas/describe-step.ts";
import { own } from "../../../canvas/json.ts";
import type { Layout } from "../../../canvas/layout.ts";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { useWords } from "../use-words.ts";
import classes from "./canvas.module.css";
import { canvasTexts } from "./texts.ts";

type Props = {
  definition: Definition;
  layout: Layout;
  focus: (id: string) => void;
  map: { isShown: boolean; toggle: () => void };
  children?: ReactNode;
};

/** Of the picture fitted into view: above it are these tools, and small ones are not blown up. */
const FIT = { padding: { top: "76px", x: "24px", bottom: "24px" }, maxZoom: 1 } as const;

/** Finds steps, and zooms. */
export function Toolbar({ definition, layout, focus, map, children }: Props) {
  const texts = useTexts(canvasTexts);
  const format = useFormat();
  const words = useWords();
  const flow = useReactFlow();
  const { zoom } = useViewport();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(-1);
  const found = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    if (wanted === "") return [];
    return layout.nodes.filter((id) => {
      const step = own(definition.steps, id);
      return step && `${id} ${describeStep(step, words)}`.toLowerCase().includes(wanted);
    });
  }, [typed, layout, definition, words]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setTyped("");
    if (event.key !== "Enter" || found.length === 0) return;
    const next = (at + 1) % found.length;
    setAt(next);
    focus(found[next]!);
    // The field keeps the focus while one looks through what was found; a single one is gone to.
    if (found.length > 1)
      requestAnimationFrame(() => requestAnimationFrame(() => field.current?.focus()));
  };
  const commands = useMemo<Command[]>(
    () => [
      { id: "find step", label: texts.find, keys: "/", run: () => field.current?.focus() },
      { id: "fit", label: texts.fit, keys: "0", run: () => void flow.fitView(FIT) },
    ],
    [texts, flow],
  );
  useCommands(commands);
  const percent = format.percent(Math.round(zoom * 100) / 100);
  const button = (icon: IconName, label: string, run: () => unknown) => (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => void run()}>
        <Icon name={icon} size={16} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <div className={classes.toolbar}>
      <TextInput
        ref={field}
        size="xs"
        type="search"
        aria-label={texts.find}
        placeholder={texts.find}
        leftSection={<Icon name="search" size={14} />}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
        className={classes.find}
      />
      {typed.trim() !== "" && (
        <span role="status" className={classes.found}>
          {found.length === 0
            ? texts.noneFound
            : texts.found(format.number(at + 1), format.number(found.length))}
        </span>
      )}
      {button("minus", texts.zoomOut, () => flow.zoomOut())}
      {button("plus", texts.zoomIn, () => flow.zoomIn())}
      <Tooltip label={texts.zoomFull}>
        <button
          type="button"
          className={classes.zoom}
          aria-label={`${percent}: ${texts.zoomFull}`}
          onClick={() => void flow.zoomTo(1)}
        >
          {percent}
        </button>
      </Tooltip>
      {button("fit", texts.fit, () => flow.fitView(FIT))}
      <Tooltip label={texts.map}>
        <ActionIcon
          variant={map.isShown ? "light" : "subtle"}
          color="gray"
          className={classes.mapButton}
          aria-label={texts.map}
          aria-pressed={map.isShown}
          onClick={map.toggle}
        >
          <Icon name="map" size={16} />
        </ActionIcon>
      </Tooltip>
      {children}
    </div>
  );
}
