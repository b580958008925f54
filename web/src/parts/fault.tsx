import { Alert, Button, List } from "@mantine/core";
import { Problem } from "../api/problem.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import classes from "./fault.module.css";
import { Icon } from "./icon.tsx";

type Props = { error: Error | null; retry?: () => void; isFaultsShown?: boolean };

/** A refusal in the API's own sentence, with its faults unless the fields show them. */
export function Fault({ error, retry, isFaultsShown = false }: Props) {
  const texts = useTexts(appTexts);
  if (!error) return null;
  const faults = error instanceof Problem && !isFaultsShown ? error.faults : [];
  // What is not there is not there a moment later.
  const isGone = error instanceof Problem && error.status === 404;
  return (
    <Alert color="red" variant="outline" icon={<Icon name="warn" />} role="alert">
      <div className={classes.line}>
        <span className={classes.sentence}>{error.message || texts.lost.unreachable}</span>
        {retry && !isGone && (
          <Button size="xs" variant="default" onClick={retry}>
            {texts.lost.retry}
          </Button>
        )}
      </div>
      {faults.length > 0 && (
        <List size="sm" mt="xs">
          {faults.slice(0, 20).map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              {path && <code>{path}</code>} {message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
