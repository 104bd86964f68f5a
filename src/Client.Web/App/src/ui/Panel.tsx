import { useId, type ReactNode } from "react";

interface Props {
  title: string;
  /** Small type beside the title: a count, a unit, a zone. */
  note?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  testId?: string;
}

export function Panel({ title, note, aside, children, className, testId }: Props) {
  const id = useId();
  return (
    <section className={`panel ${className ?? ""}`} aria-labelledby={id} data-testid={testId}>
      <div className="panel-head">
        <h2 id={id}>
          {title}
          {note !== undefined && <span className="panel-note">{note}</span>}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
