import { percent, whole } from "../format/numbers";

interface Props {
  done: number;
  total: number;
  label: string;
  /** What is counted, where it is not plain. */
  noun?: string;
}

function text(done: number, total: number): string {
  if (total <= 0) return "…";
  return done >= total ? whole(total) : `${whole(done)} / ${whole(total)} · ${percent(done / total, 0)}`;
}

export function ProgressBar({ done, total, label, noun }: Props) {
  return (
    <div className="progress-row">
      <progress value={done} max={Math.max(total, 1)} aria-label={label} />
      <span className="progress-text">{text(done, total)}{noun && ` ${noun}`}</span>
    </div>
  );
}
