import { Button, PasswordInput, Stack, Text, Title } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { appTexts } from "../../app/texts.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./sign-in.module.css";

type Props = {
  title: string;
  order: 1 | 2;
  hint: string;
  /** Why the link that led here was refused. */
  fault: string | undefined;
  signIn: UseMutationResult<void, Error, string>;
  icon?: ReactNode;
};

/** Asks for an API key; it is sent once and kept nowhere. */
export function SignInForm({ title, order, hint, fault, signIn, icon }: Props) {
  const texts = useTexts(appTexts);
  const [key, setKey] = useState("");
  const { error } = signIn;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate(key.trim());
      }}
    >
      <Stack gap="md">
        {icon}
        <Title order={order} size="h3">
          {title}
        </Title>
        {fault && (
          <Text size="sm" role="alert" className={classes.fault}>
            {fault}
          </Text>
        )}
        <Text c="dimmed" size="sm">
          {hint}
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
  );
}
