interface Props<T extends string> {
  label: string;
  options: readonly (readonly [T, string])[];
  value: string;
  choose: (value: T) => void;
  testId: string;
}

/** A few things of which one is chosen. */
export function Choice<T extends string>({ label, options, value, choose, testId }: Props<T>) {
  return (
    <div className="choice" role="group" aria-label={label}>
      {options.map(([name, text]) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === value}
          onClick={() => choose(name)}
          data-testid={`${testId}-${name}`}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
