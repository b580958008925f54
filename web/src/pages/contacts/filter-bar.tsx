import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import { useVocabulary } from "../../parts/condition/use-vocabulary.ts";
import { Icon } from "../../parts/icon.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./contacts.module.css";
import { type Filters, FLAGS, SUPPRESSED } from "./filters.ts";
import { contactTexts } from "./texts.ts";

type Props = {
  filters: Filters;
  onChange: (next: Partial<Filters>) => void;
  onClear: (() => void) | undefined;
};

const REST_MS = 200;

/** Search by the beginning of an address or id, and filters; all of them live in the address. */
export function FilterBar({ filters, onChange, onClear }: Props) {
  const texts = useTexts(contactTexts);
  const { segments } = useVocabulary();
  const search = useDebouncedCallback(
    (typed: string) => onChange({ q: typed.trim() || undefined }),
    REST_MS,
  );
  const field = useRef<HTMLInputElement>(null);
  const { q = "" } = filters;
  useEffect(() => {
    // The address changed by other means than typing here.
    if (field.current && document.activeElement !== field.current) field.current.value = q;
  }, [q]);
  const select = (value: string) => value || undefined;
  return (
    <search className={classes.bar} aria-label={texts.find}>
      <TextInput
        ref={field}
        type="search"
        aria-label={texts.search}
        placeholder={texts.search}
        defaultValue={q}
        leftSection={<Icon name="search" size={16} />}
        className={classes.search}
        onChange={({ currentTarget }) => search(currentTarget.value)}
      />
      <NativeSelect
        aria-label={texts.segment}
        value={filters.segment ?? ""}
        className={classes.filter}
        data={[
          { value: "", label: texts.anySegment },
          ...withChosen(segments, filters.segment).map(({ id, name }) => ({
            value: id,
            label: name,
          })),
        ]}
        onChange={({ currentTarget }) => onChange({ segment: select(currentTarget.value) })}
      />
      <NativeSelect
        aria-label={texts.subscribed}
        value={filters.subscribed ?? ""}
        className={classes.filter}
        data={[
          { value: "", label: texts.anySubscribed },
          ...FLAGS.map((one) => ({ value: one, label: texts.isSubscribed[one] })),
        ]}
        onChange={({ currentTarget }) =>
          onChange({ subscribed: select(currentTarget.value) as Filters["subscribed"] })
        }
      />
      <NativeSelect
        aria-label={texts.suppressed}
        value={filters.suppressed ?? ""}
        className={classes.filter}
        data={[
          { value: "", label: texts.anySuppressed },
          ...SUPPRESSED.map((one) => ({ value: one, label: texts.isSuppressed[one] })),
        ]}
        onChange={({ currentTarget }) =>
          onChange({ suppressed: select(currentTarget.value) as Filters["suppressed"] })
        }
      />
      {onClear && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          {texts.clear}
        </Button>
      )}
    </search>
  );
}

/** A segment of the address is shown, also before the list of segments is loaded. */
const withChosen = (segments: { id: string; name: string }[], id: string | undefined) =>
  !id || segments.some((one) => one.id === id) ? segments : [...segments, { id, name: id }];
