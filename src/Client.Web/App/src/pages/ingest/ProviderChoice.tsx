import type { Provider } from "../../api/types";

interface Props {
  providers: Provider[];
  value: string;
  choose: (name: string) => void;
  testId: string;
}

/** Whom to ask; those that are not set up say what they need. */
export function ProviderChoice({ providers, value, choose, testId }: Props) {
  return (
    <label>
      provider
      <select value={value} onChange={(event) => choose(event.target.value)} data-testid={testId}>
        {providers.map((one) => (
          <option key={one.name} value={one.name} disabled={one.missing !== null} title={one.missing ?? one.terms}>
            {one.name}
            {one.missing !== null && " (not set up)"}
          </option>
        ))}
      </select>
    </label>
  );
}
