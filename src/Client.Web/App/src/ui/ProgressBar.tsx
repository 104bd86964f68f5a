import { percent, whole } from "../format/numbers";

interface Props {
  done: number;
  total: number;
  label: string;
}

export function ProgressBar({ done, total, label }: Props) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <div className="progress-row">
      <progress value={done} max={Math.max(total, 1)} aria-label={label} />
      <span className="progress-text">{total > 0 ? `${whole(done)} / ${whole(total)} · ${percent(share, 0)}` : "…"}</span>
    </div>
  );
}
