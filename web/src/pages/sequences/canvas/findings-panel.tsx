import { ActionIcon, Button } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { Findings } from "../findings.tsx";
import type { OpenSequence } from "../open-sequence.ts";
import classes from "./findings-panel.module.css";
import type { Finding } from "./marks.ts";
import { canvasTexts } from "./texts.ts";

type ButtonProps = {
  findings: readonly Finding[];
  isOpen: boolean;
  onToggle: () => void;
  ref: RefObject<HTMLButtonElement | null>;
};

/** How much the checks found; shows the list of it. */
export function FindingsButton({ findings, isOpen, onToggle, ref }: ButtonProps) {
  const texts = useTexts(canvasTexts);
  const hasError = findings.some(({ level }) => level === "error");
  return (
    <Button
      ref={ref}
      size="compact-xs"
      variant="subtle"
      color="gray"
      className={classes.button}
      data-level={hasError ? "error" : findings.length > 0 ? "warning" : undefined}
      aria-expanded={isOpen}
      leftSection={<Icon name={findings.length > 0 ? "warn" : "check"} size={14} />}
      onClick={onToggle}
    >
      {findings.length > 0 ? texts.findingCount(findings.length) : texts.noFindings}
    </Button>
  );
}

type Props = {
  findings: readonly Finding[];
  sequence: OpenSequence;
  onGoTo: (finding: Finding) => void;
  onClose: () => void;
};

/** All that the checks found, errors first; each leads to its field, or is mended at once. */
export function FindingsPanel({ findings, sequence, onGoTo, onClose }: Props) {
  const texts = useTexts(canvasTexts);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const [first] = panel.current?.querySelectorAll<HTMLElement>("li button") ?? [];
    (first ?? panel.current?.querySelector("button"))?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  };
  const errorsFirst = findings.toSorted(
    (one, other) => Number(other.level === "error") - Number(one.level === "error"),
  );
  return (
    <section
      ref={panel}
      className={classes.panel}
      aria-label={texts.findings}
      onKeyDown={onKeyDown}
    >
      <header className={classes.head}>
        <h2>{texts.findings}</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={texts.closeFindings}
          onClick={onClose}
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      </header>
      {findings.length === 0 && <p role="status">{texts.noFindings}</p>}
      <Findings found={errorsFirst} sequence={sequence} onGoTo={onGoTo} />
    </section>
  );
}
