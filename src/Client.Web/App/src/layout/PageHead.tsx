import { useEffect, type ReactNode } from "react";

interface Props {
  title: string;
  children?: ReactNode;
  aside?: ReactNode;
  /** What stands between title and badges in small type: an id. */
  code?: string;
  note?: ReactNode;
}

/** Title of a page, its badges, and what can be done with it. */
export function PageHead({ title, children, aside, code, note }: Props) {
  useEffect(() => {
    document.title = `${title} · Quant.Orleans`;
  }, [title]);
  return (
    <div className="page-head">
      <div className="page-title">
        <h1 data-testid="page-title">{title}</h1>
        {code && (
          <code className="code" title={code}>
            {code.length > 16 ? `${code.slice(0, 12)}…` : code}
          </code>
        )}
        {children}
      </div>
      {aside && <div className="page-actions">{aside}</div>}
      {note && <p className="page-note">{note}</p>}
    </div>
  );
}
