import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

const LANGUAGES = ["en", "de", "pseudo"] as const;
export type Language = (typeof LANGUAGES)[number];
type Choice = { language: Language; choose: (language: Language) => void };

const STORED = "dripstack.language";
const Chosen = createContext<Choice>({ language: "en", choose: () => {} });

const isLanguage = (name: string | null): name is Language =>
  (LANGUAGES as readonly (string | null)[]).includes(name);

/** The stored choice, else the browser's language where we have it, else English. */
function initial(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.language.startsWith("de") ? "de" : "en";
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  document.documentElement.lang = language === "pseudo" ? "en" : language;
  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Chosen value={choice}>{children}</Chosen>;
}

export const useLanguage = (): Choice => useContext(Chosen);
