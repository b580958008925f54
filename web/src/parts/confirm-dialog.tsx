import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import type { Question } from "./confirm.tsx";
import { Dialog } from "./dialog.tsx";

type Props = { question: Question; settle: (yes: boolean) => void };

export function ConfirmDialog({ question, settle }: Props) {
  const texts = useTexts(appTexts);
  const [typed, setTyped] = useState("");
  const { title, consequences = [], action, isDangerous, word } = question;
  return (
    <Dialog onClose={() => settle(false)} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          settle(true);
        }}
      >
        <Stack gap="sm">
          {consequences.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
          {word !== undefined && (
            <TextInput
              label={texts.confirm.type(word)}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => settle(false)}>
              {texts.confirm.cancel}
            </Button>
            <Button
              type="submit"
              color={isDangerous ? "red" : undefined}
              disabled={word !== undefined && typed.trim() !== word}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
