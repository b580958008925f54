import { Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./page.module.css";
import { useArrival } from "./use-arrival.ts";

type Props = {
  title: string;
  /** A sentence, or small facts, below the title. */
  about?: ReactNode;
  actions?: ReactNode;
  /** Fills the window, without margins: canvases and editors. */
  isFull?: boolean;
  /** As wide as the window allows: a list with what is read beside it. */
  isWide?: boolean;
  children: ReactNode;
};

/** A page: its title (the tab's too), which takes the focus on arrival; its actions and content. */
export function Page({ title, about, actions, isFull = false, isWide = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrival(heading);
  useEffect(() => {
    document.title = `${title} · Dripstack`;
  }, [title]);
  return (
    <div className={classes.page} data-full={isFull || undefined} data-wide={isWide || undefined}>
      <header className={classes.head}>
        <div className={classes.title}>
          <Title ref={heading} order={1} size="h3" tabIndex={-1}>
            {title}
          </Title>
          {about && (
            <Text component="div" size="sm" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
