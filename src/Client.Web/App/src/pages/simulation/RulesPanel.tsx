import { number } from "../../format/numbers";
import { JsonView } from "../../ui/JsonView";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";

/** The rules that do something, in a table; all of them below. */
export function RulesPanel({ rules }: { rules: unknown }) {
  const entries = Object.entries((rules ?? {}) as Record<string, unknown>).filter(([, value]) => says(value));
  return (
    <Panel title="Rules" testId="rules">
      <KeyValues rows={entries.map(([name, value]) => [words(name), text(value)])} />
      <details>
        <summary>As they would be written in a file</summary>
        <JsonView value={rules} label="Rules" />
      </details>
    </Panel>
  );
}

function says(value: unknown): boolean {
  return value !== null && value !== 0 && value !== false && !(Array.isArray(value) && value.length === 0);
}

/** `halfSpreadBps` is `half spread bps`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function text(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? number(value, 0) : String(value);
  if (value === true) return "yes";
  if (Array.isArray(value)) return value.map(text).join("; ");
  if (typeof value === "object" && value !== null) {
    const { column, allowed, ...rest } = value as Record<string, unknown>;
    const gate = typeof column === "string" && Array.isArray(allowed) ? `${column} in ${allowed.join(", ")}` : null;
    return gate ?? JSON.stringify({ column, allowed, ...rest });
  }
  return String(value);
}
