import { useTexts } from "../text/catalogue.ts";
import classes from "./lost.module.css";
import { appTexts } from "./texts.ts";

/** Shown when nothing can be: the API does not answer, or a page failed. Plain: it loads first. */
export function Lost({ error, retry }: { error: Error; retry: () => void }) {
  const texts = useTexts(appTexts);
  return (
    <div className={classes.lost} role="alert">
      <h1>{texts.lost.title}</h1>
      <p>{error.message || texts.lost.unreachable}</p>
      <button type="button" onClick={retry}>
        {texts.lost.retry}
      </button>
    </div>
  );
}
