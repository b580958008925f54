import { forgetFailed, NotLoaded } from "../parts/lazy-value.ts";
import { useTexts } from "../text/catalogue.ts";
import classes from "./lost.module.css";
import { appTexts } from "./texts.ts";

type Props = {
  error: Error;
  retry: () => void;
  /** Stands in a page, whose title is shown. */
  isPart?: boolean;
};

/** Shown instead of what can't be: the API is away, or a page failed. Plain: it loads first. */
export function Lost({ error, retry, isPart = false }: Props) {
  const texts = useTexts(appTexts);
  const Title = isPart ? "strong" : "h1";
  const isNotLoaded = error instanceof NotLoaded;
  return (
    <div className={classes.lost} role="alert">
      <Title>{isPart ? texts.lost.part : texts.lost.title}</Title>
      <p>{isNotLoaded ? texts.lost.notLoaded : error.message || texts.lost.unreachable}</p>
      <div className={classes.ways}>
        <button
          type="button"
          onClick={() => {
            forgetFailed();
            retry();
          }}
        >
          {texts.lost.retry}
        </button>
        {isNotLoaded && (
          <button type="button" onClick={() => location.reload()}>
            {texts.lost.reload}
          </button>
        )}
      </div>
    </div>
  );
}
