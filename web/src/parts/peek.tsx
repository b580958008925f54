import { ActionIcon, Group, Title } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { Icon } from "./icon.tsx";
import classes from "./peek.module.css";
import { useCover } from "./use-cover.ts";

type Props = { title: string; onClose: () => void; actions?: ReactNode; children: ReactNode };

/** As in the sheet: narrower than this a peek covers its list. */
const COVERS = "(max-width: 64rem)";

/**
 * A pane beside a list that shows the chosen row, on a phone a dialog above it; Esc closes it. Its
 * address can be shared.
 */
export function Peek({ title, onClose, actions, children }: Props) {
  const texts = useTexts(appTexts);
  const pane = useRef<HTMLElement>(null);
  const role = useCover(pane, COVERS, onClose);
  return (
    <section ref={pane} className={classes.pane} aria-label={title} {...role}>
      <header className={classes.head}>
        <Title order={2} size="h5" className={classes.title}>
          {title}
        </Title>
        <Group gap={4} wrap="nowrap">
          {actions}
          <ActionIcon variant="subtle" color="gray" aria-label={texts.peek.close} onClick={onClose}>
            <Icon name="close" />
          </ActionIcon>
        </Group>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className={classes.body} tabIndex={0} aria-label={title}>
        {children}
      </section>
    </section>
  );
}

type BesideProps = {
  children: ReactNode;
  peek?: ReactNode;
  /** The peek is read at length, such as a mail: it gets most of the width. */
  isReading?: boolean;
};

/** A list, and beside it the peek when there is one. */
export const Beside = ({ children, peek, isReading = false }: BesideProps) => (
  <div
    className={classes.beside}
    data-open={Boolean(peek) || undefined}
    data-reading={isReading || undefined}
  >
    <div className={classes.main}>{children}</div>
    {peek}
  </div>
);
