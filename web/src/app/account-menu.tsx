import { Menu, useMantineColorScheme } from "@mantine/core";
import type { ReactElement } from "react";
import { api, read } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import { Icon } from "../parts/icon.tsx";
import { toast } from "../parts/toasts.ts";
import { useTexts } from "../text/catalogue.ts";
import { useLanguage } from "../text/language.tsx";
import { appTexts } from "./texts.ts";

/** Appearance, language, sign out; opened at once, for the press that loaded it. */
export function AccountMenu({ target }: { target: ReactElement }) {
  const texts = useTexts(appTexts);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { language, choose } = useLanguage();
  const signOut = async () => {
    try {
      await read(api.DELETE("/v1/sessions/current"));
    } catch (error) {
      const isOver = error instanceof Problem && error.status === 401;
      if (!isOver) return toast(texts.account.signOutFailed, { isFault: true });
    }
    location.assign("/");
  };
  const tick = (isChosen: boolean) => (isChosen ? <Icon name="check" size={14} /> : undefined);
  return (
    <Menu
      position="top-start"
      width={190}
      defaultOpened
      // In the navigation, which is a landmark; fixed, for the navigation scrolls.
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.account.theme}</Menu.Label>
        {(["auto", "light", "dark"] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            rightSection={tick(colorScheme === scheme)}
            onClick={() => setColorScheme(scheme)}
          >
            {texts.account[scheme]}
          </Menu.Item>
        ))}
        <Menu.Label>{texts.account.language}</Menu.Label>
        <Menu.Item rightSection={tick(language === "en")} onClick={() => choose("en")}>
          English
        </Menu.Item>
        <Menu.Item rightSection={tick(language === "de")} onClick={() => choose("de")}>
          Deutsch
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="exit" size={16} />} onClick={signOut}>
          {texts.account.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
