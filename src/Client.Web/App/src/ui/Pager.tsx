import { whole } from "../format/numbers";

interface Props {
  offset: number;
  limit: number;
  total: number;
  move: (offset: number) => void;
  noun: string;
}

export function Pager({ offset, limit, total, move, noun }: Props) {
  if (total <= limit) return null;
  const last = Math.min(offset + limit, total);
  return (
    <nav className="pager" aria-label={`Pages of ${noun}`}>
      <button type="button" disabled={offset === 0} onClick={() => move(0)} aria-label="First page">
        «
      </button>
      <button type="button" disabled={offset === 0} onClick={() => move(Math.max(0, offset - limit))}>
        Previous
      </button>
      <span>
        {whole(offset + 1)}–{whole(last)} of {whole(total)}
      </span>
      <button type="button" disabled={last >= total} onClick={() => move(offset + limit)} data-testid="pager-next">
        Next
      </button>
      <button
        type="button"
        disabled={last >= total}
        onClick={() => move(Math.floor((total - 1) / limit) * limit)}
        aria-label="Last page"
      >
        »
      </button>
    </nav>
  );
}
