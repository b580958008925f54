import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Empty } from "../parts/empty.tsx";
import { Page } from "../parts/page.tsx";
import { useTexts } from "../text/catalogue.ts";
import { appTexts } from "./texts.ts";

export function NotFound() {
  const texts = useTexts(appTexts);
  return (
    <Page title={texts.lost.title}>
      <Empty
        icon="search"
        title={texts.lost.notFound}
        action={
          <Anchor component={Link} to="/">
            {texts.lost.home}
          </Anchor>
        }
      />
    </Page>
  );
}
