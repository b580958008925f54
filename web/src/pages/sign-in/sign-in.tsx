import { useMutation } from "@tanstack/react-query";
import { appTexts } from "../../app/texts.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

type Props = { onKey: (key: string) => Promise<void>; fault: string | undefined };

/** The page of those who are not signed in. */
export function SignIn({ onKey, fault }: Props) {
  const { signIn: texts } = useTexts(appTexts);
  const signIn = useMutation({ mutationFn: onKey });
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <SignInForm
          icon={<img src="/icon.svg" alt="" width={40} height={40} />}
          title={texts.title}
          order={1}
          hint={texts.hint}
          fault={fault}
          signIn={signIn}
        />
      </div>
    </main>
  );
}
