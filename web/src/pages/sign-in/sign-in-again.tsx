import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useLayoutEffect, useRef } from "react";
import { appTexts } from "../../app/texts.ts";
import { isOther, type SignInWays } from "../../app/use-sign-in.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

type Props = { signIn: SignInWays; name: string };

/**
 * Above the page of a session that is over, or that a link would replace by another key's. It has
 * to be answered: all below it is inert, and stays as it is; a native `<dialog>` lies above those
 * of the page too.
 */
export function SignInAgain({ signIn: ways, name }: Props) {
  const { signIn: texts } = useTexts(appTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => dialog.current?.open || dialog.current?.showModal();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes
  useLayoutEffect(() => {
    open();
    const shown = dialog.current!;
    return () => shown.close();
  }, []);
  const byKey = useMutation({ mutationFn: ways.byKey });
  const anew = useMutation({ mutationFn: ways.enterAnew });
  const refused = ways.link?.error ?? byKey.error;
  const proof = ways.link ? { code: ways.link.code } : { key: byKey.variables ?? "" };
  const cancel = () => {
    ways.refuseLink();
    byKey.reset();
    anew.reset();
  };
  return (
    <dialog
      ref={dialog}
      className={classes.again}
      aria-label={isOther(refused) ? texts.other : texts.over}
      data-unavoidable
      onCancel={(event) => event.preventDefault()}
      onClose={open}
    >
      {isOther(refused) ? (
        <Stack gap="md" className={classes.form}>
          <Title order={2} size="h3">
            {texts.other}
          </Title>
          <Text size="sm">{refused.message}</Text>
          <Text size="sm">{texts.otherLoses(name)}</Text>
          {anew.error && (
            <Text size="sm" role="alert" className={classes.fault}>
              {anew.error.message || texts.unreachable}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={cancel}>
              {texts.otherNo}
            </Button>
            <Button color="red" loading={anew.isPending} onClick={() => anew.mutate(proof)}>
              {texts.otherYes}
            </Button>
          </Group>
        </Stack>
      ) : (
        <SignInForm
          title={texts.over}
          order={2}
          hint={texts.overHint(name)}
          fault={ways.fault}
          signIn={byKey}
        />
      )}
    </dialog>
  );
}
