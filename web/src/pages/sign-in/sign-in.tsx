import { Button, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { appTexts } from "../../app/texts.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./sign-in.module.css";

type Props = {
  onSignedIn: () => void;
  /** Why the link that led here signed in nobody. */
  fault: string | undefined;
};

/** Makes a session of an API key; the key is sent once and kept nowhere. */
export function SignIn({ onSignedIn, fault }: Props) {
  const texts = useTexts(appTexts);
  const [key, setKey] = useState("");
  const signIn = useMutation({
    mutationFn: () => read(api.POST("/v1/sessions", { body: { key: key.trim() } })),
    onSuccess: onSignedIn,
  });
  const { error } = signIn;
  return (
    <main className={classes.page}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        <Stack gap="md">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <Title order={1} size="h3">
            {texts.signIn.title}
          </Title>
          {fault && (
            <Text size="sm" role="alert" className={classes.fault}>
              {fault}
            </Text>
          )}
          <Text c="dimmed" size="sm">
            {texts.signIn.hint}
          </Text>
          <PasswordInput
            label={texts.signIn.key}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            error={error && (error.message || texts.signIn.unreachable)}
            required
            autoFocus
          />
          <Button type="submit" loading={signIn.isPending}>
            {texts.signIn.submit}
          </Button>
        </Stack>
      </form>
    </main>
  );
}
