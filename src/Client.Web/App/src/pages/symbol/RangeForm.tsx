import { useEffect, useState } from "react";
import type { SymbolInfo } from "../../api/types";
import { startOfDate } from "../../format/times";
import { Choice } from "./Choice";
import { sessionChoices, show, type SymbolView } from "./view";

/** Which bars are looked at: interval, range of dates, hours. */
export function RangeForm({ view, info }: { view: SymbolView; info: SymbolInfo }) {
  const stored = info.coverage.map((coverage) => coverage.interval);
  const intervals = stored.includes(view.interval) ? stored : [...stored, view.interval];
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()} aria-label="What is looked at">
      <Choice
        label="Interval"
        options={intervals.map((interval) => [interval, interval] as const)}
        value={view.interval}
        choose={(interval) => show(view, { interval })}
        testId="interval"
      />
      {info.calendar === "XNYS" && view.interval !== "1d" && (
        <Choice
          label="Parts of the day"
          options={sessionChoices}
          value={view.sessions}
          choose={(sessions) => show(view, { sessions })}
          testId="sessions"
        />
      )}
      <DateField label="from" value={view.from} choose={(from) => show(view, { from })} />
      <DateField label="to" value={view.to} choose={(to) => show(view, { to })} />
      {(view.from || view.to) && (
        <button type="button" onClick={() => show(view, { from: "", to: "" })} data-testid="whole-range">
          Whole range
        </button>
      )}
    </form>
  );
}

/** A date that is taken once it is one. */
function DateField({ label, value, choose }: { label: string; value: string; choose: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = () => {
    if (text === "" || startOfDate(text, "UTC") !== null) choose(text);
    else setText(value);
  };
  return (
    <label>
      {label}
      <input
        type="text"
        className="date"
        value={text}
        placeholder="YYYY-MM-DD"
        onChange={(event) => setText(event.target.value.trim())}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
        data-testid={`range-${label}`}
      />
    </label>
  );
}
