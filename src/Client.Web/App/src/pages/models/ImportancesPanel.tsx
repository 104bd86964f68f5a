import { percent } from "../../format/numbers";
import { Panel } from "../../ui/Panel";
import type { Importance } from "./card";

/** What each feature contributes, as a share of all. */
export function ImportancesPanel({ items }: { items: Importance[] }) {
  const most = Math.max(...items.map((item) => item.share), 1e-9);
  return (
    <Panel title="Importances" note="share of all, mean over folds" testId="importances">
      <ul className="bars">
        {items.slice(0, 25).map((item) => (
          <li key={item.feature}>
            <span>{item.feature}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * item.share) / most} height="8" />
            </svg>
            <span className="num">{percent(item.share)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
