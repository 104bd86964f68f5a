interface Props {
  from: number;
  to: number;
  first: number;
  last: number;
}

/** Where in the time all symbols span this one has bars. */
export function CoverageBar({ from, to, first, last }: Props) {
  const span = Math.max(to - from, 1);
  const start = (100 * (first - from)) / span;
  const width = Math.max((100 * (last - first)) / span, 1);
  return (
    <svg className="coverage" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="coverage-all" width="100" height="6" />
      <rect className="coverage-has" x={start} width={width} height="6" />
    </svg>
  );
}
