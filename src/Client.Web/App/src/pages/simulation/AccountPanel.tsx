import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";

/** What each step of the run did, in plain words. */
export function AccountPanel({ account }: { account: string[] }) {
  return (
    <Panel title="What happened" note="step by step" testId="account">
      {account.length === 0 ? (
        <Empty>No account was kept.</Empty>
      ) : (
        <ol className="account">
          {account.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
