import { Dialog } from "../parts/dialog.tsx";
import { Keys } from "../parts/keys.tsx";
import { useTexts } from "../text/catalogue.ts";
import { useAllCommands } from "./commands.tsx";
import classes from "./keyboard-help.module.css";
import { appTexts } from "./texts.ts";

/** Every key that does something here: of the page, of lists, of the whole console. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const texts = useTexts(appTexts);
  const commands = useAllCommands().filter(({ keys }) => keys !== undefined);
  const isGlobal = ({ id }: { id: string }) =>
    id.startsWith("go ") || id === "palette" || id === "help";
  const sections = [
    { name: texts.palette.here, rows: commands.filter((command) => !isGlobal(command)) },
    {
      name: texts.keys.lists,
      rows: [
        { id: "next", label: texts.keys.next, keys: "j" },
        { id: "previous", label: texts.keys.previous, keys: "k" },
        { id: "open", label: texts.keys.open, keys: "enter" },
        { id: "close", label: texts.keys.close, keys: "escape" },
      ],
    },
    { name: texts.keys.everywhere, rows: commands.filter(isGlobal) },
  ];
  return (
    <Dialog title={texts.keys.title} size="lg" onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className={classes.body} tabIndex={0} aria-label={texts.keys.title}>
        {sections.map(
          ({ name, rows }) =>
            rows.length > 0 && (
              <section key={name}>
                <h3>{name}</h3>
                <dl>
                  {rows.map(({ id, label, keys = "" }) => (
                    <div key={id} className={classes.row}>
                      <dt>{label}</dt>
                      <dd>
                        <Keys keys={keys} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ),
        )}
      </section>
    </Dialog>
  );
}
