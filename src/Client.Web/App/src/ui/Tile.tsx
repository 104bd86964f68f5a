import type { ReactNode } from "react";

interface Props {
  label: string;
  value: ReactNode;
  /** A second line in small type. */
  note?: ReactNode;
  title?: string;
  tone?: "good" | "bad";
  testId?: string;
}

/** One figure with its name. */
export function Tile({ label, value, note, title, tone, testId }: Props) {
  return (
    <div className="tile" title={title} data-testid={testId}>
      <dt>{label}</dt>
      <dd className={tone}>{value}</dd>
      {note && <dd className="tile-note">{note}</dd>}
    </div>
  );
}

export function Tiles({ children, label }: { children: ReactNode; label: string }) {
  return (
    <dl className="tiles" aria-label={label}>
      {children}
    </dl>
  );
}
