import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./form.module.css";

type Props = { title: string; about: string; close: ReactNode };

/** What a form is about, and the way out. */
export const FormHead = ({ title, about, close }: Props) => (
  <header className={classes.head}>
    <div className={classes.heading}>
      <Title order={2} size="h5">
        <bdi>{title}</bdi>
      </Title>
      <p>{about}</p>
    </div>
    {close}
  </header>
);
