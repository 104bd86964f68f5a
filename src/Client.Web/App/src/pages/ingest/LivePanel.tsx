import { put } from "../../api/client";
import { useIngestEvent } from "../../api/events";
import type { Live, SymbolInfo } from "../../api/types";
import { whole } from "../../format/numbers";
import { moment, zoneWords } from "../../format/times";
import { Badge } from "../../ui/Badge";
import { Failure } from "../../ui/Failure";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";
import { Choice } from "../symbol/Choice";
import { useAction } from "./useAction";

const modes = [
  ["off", "Off"],
  ["poll", "Poll"],
  ["stream", "Stream"],
] as const;

/** Whether one symbol is kept up to date, and how up to date it is. */
export function LivePanel({ info }: { info: SymbolInfo }) {
  const live = useIngestEvent()?.live.find((feed) => feed.symbol === info.symbol);
  const action = useAction();
  const mode = live?.mode ?? "off";
  const set = (wanted: string) =>
    action.run(() =>
      put<Live>(`/api/bars/${encodeURIComponent(info.symbol)}/live`, {
        mode: wanted,
        providers: live?.providers ?? (info.synthetic ? ["fake-alpaca"] : []),
        sessions: live?.sessions ?? "all",
      }),
    );
  return (
    <Panel
      title="Live"
      note={zoneWords(info.timeZone)}
      testId="live-panel"
      aside={
        <Choice label="How it is kept up to date" options={modes} value={mode} choose={set} testId="live" />
      }
    >
      {action.fault && <Failure error={action.fault} />}
      {live ? (
        <KeyValues
          rows={[
            ["Now", live.failures > 0 ? <Badge tone="bad">failing: {live.error}</Badge> : live.step],
            ["Last bar", live.lastBarTs === null ? "none" : moment(live.lastBarTs, info.timeZone, false)],
            ["Asked up to", live.askedToTs === null ? "not yet" : moment(live.askedToTs, info.timeZone, false)],
            ["Taken in", `${whole(live.barsTaken)} bars since it began`],
            ["Hours", live.sessions],
            ["Providers", live.providers.join(", then ")],
          ]}
        />
      ) : (
        <p className="faint">It is not kept up to date.</p>
      )}
    </Panel>
  );
}
