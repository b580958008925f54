import { UnstyledButton } from "@mantine/core";
import { Suspense, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { lazyPart } from "../parts/lazy-part.ts";
import { useTexts } from "../text/catalogue.ts";
import classes from "./account.module.css";
import { useSession } from "./session.tsx";
import { appTexts } from "./texts.ts";

const AccountMenu = lazyPart(() => import("./account-menu.tsx"), "AccountMenu");

/** Who is signed in; its menu loads when it is first opened. */
export function Account() {
  const texts = useTexts(appTexts);
  const { me } = useSession();
  const [isAsked, setIsAsked] = useState(false);
  const button = (
    <UnstyledButton
      className={classes.account}
      aria-label={texts.account.menu(me.name)}
      aria-haspopup="menu"
      onClick={isAsked ? undefined : () => setIsAsked(true)}
    >
      <Icon name="key" />
      <span>{me.name}</span>
      <Icon name="more" size={16} />
    </UnstyledButton>
  );
  return (
    <Suspense fallback={button}>{isAsked ? <AccountMenu target={button} /> : button}</Suspense>
  );
}
