import { Badge } from "@mantine/core";
import classes from "./status.module.css";

export type Tone = "good" | "warn" | "bad" | "quiet" | "busy";

/** A state in one or two words; its dot repeats the tone, which is never the only sign. */
export const Status = ({ tone, children }: { tone: Tone; children: string }) => (
  <Badge
    variant="default"
    className={classes.status}
    leftSection={<span className={classes.dot} data-tone={tone} />}
  >
    {children}
  </Badge>
);
