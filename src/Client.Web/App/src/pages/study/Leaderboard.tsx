import { useState } from "react";
import { withQuery } from "../../api/client";
import type { StudyDetail, Trials } from "../../api/types";
import { useResource } from "../../api/useResource";
import { whole } from "../../format/numbers";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Pager } from "../../ui/Pager";
import { Panel } from "../../ui/Panel";
import { LeaderboardFilters, noFilters, type Filters } from "./LeaderboardFilters";
import { LeaderboardTable } from "./LeaderboardTable";

interface Props {
  detail: StudyDetail;
  version: string;
  open: (index: number) => void;
  opening: number | null;
}

const pageLength = 50;

/** The trials, sorted by the server, one page at a time; read again while the study runs. */
export function Leaderboard({ detail, version, open, opening }: Props) {
  const [sort, setSort] = useState("score");
  const [descending, setDescending] = useState(true);
  const [offset, setOffset] = useState(0);
  const [filters, setFilters] = useState<Filters>(noFilters);

  const path = withQuery(`/api/studies/${encodeURIComponent(detail.study.id)}/trials`, {
    sort,
    direction: descending ? "desc" : "asc",
    offset,
    limit: pageLength,
    feasibleOnly: filters.feasibleOnly || undefined,
    filter: filters.minTrades === null ? undefined : `selection.trades>=${filters.minTrades}`,
  });
  const trials = useResource<Trials>(path, version);

  function choose(name: string) {
    setDescending(name === sort ? !descending : true);
    setSort(name);
    setOffset(0);
  }

  return (
    <Panel
      title="Leaderboard"
      note={trials.data ? `${whole(trials.data.total)} trials · click one to backtest it in full` : undefined}
      aside={
        <LeaderboardFilters
          filters={filters}
          change={(next) => {
            setFilters(next);
            setOffset(0);
          }}
        />
      }
      testId="leaderboard"
    >
      <Await resource={trials} lines={12}>
        {(page) =>
          page.total === 0 ? (
            <Empty>No trial matches yet.</Empty>
          ) : (
            <>
              <LeaderboardTable
                page={page}
                axes={detail.axes}
                benchmark={detail.benchmark ?? null}
                sort={sort}
                descending={descending}
                choose={choose}
                open={open}
                opening={opening}
              />
              <Pager offset={page.offset} limit={pageLength} total={page.total} move={setOffset} noun="trials" />
            </>
          )
        }
      </Await>
    </Panel>
  );
}
