export interface Filters {
  feasibleOnly: boolean;
  minTrades: number | null;
}

export const noFilters: Filters = { feasibleOnly: false, minTrades: null };

interface Props {
  filters: Filters;
  change: (filters: Filters) => void;
}

export function LeaderboardFilters({ filters, change }: Props) {
  return (
    <form className="filters" onSubmit={(event) => event.preventDefault()} aria-label="Filter the leaderboard">
      <label>
        At least
        <input
          type="number"
          min={0}
          step={1}
          value={filters.minTrades ?? ""}
          placeholder="any"
          onChange={(event) => {
            const value = event.target.valueAsNumber;
            change({ ...filters, minTrades: Number.isInteger(value) && value >= 0 ? value : null });
          }}
          data-testid="filter-min-trades"
        />
        trades
      </label>
      <label>
        <input
          type="checkbox"
          checked={filters.feasibleOnly}
          onChange={(event) => change({ ...filters, feasibleOnly: event.target.checked })}
          data-testid="filter-feasible"
        />
        within constraints
      </label>
    </form>
  );
}
