interface Props {
  /** Shares from 0 to 1, oldest first; null where nothing is known. */
  values: (number | null)[];
  /** Places for values; those that are missing are at the left. */
  places: number;
  label: string;
}

const height = 22;

/** Bars of a share over time, the latest at the right. */
export function Sparkline({ values, places, label }: Props) {
  const shown = values.slice(-places);
  const first = places - shown.length;
  return (
    <svg className="sparkline" viewBox={`0 0 ${places} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className="sparkline-all" width={places} height={height} />
      {shown.map((value, i) =>
        value === null || value <= 0 ? null : (
          <rect
            key={first + i}
            className="sparkline-some"
            x={first + i}
            width={1}
            y={height * (1 - Math.max(value, 0.06))}
            height={height * Math.max(value, 0.06)}
          />
        ),
      )}
    </svg>
  );
}
