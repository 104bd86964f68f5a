import { Panel } from "../../ui/Panel";

/** What to type when there is nothing yet. */
export function FirstRun() {
  return (
    <Panel title="Nothing here yet" testId="first-run">
      <p>
        In a terminal, beside this server. The page fills by itself while the commands run; nothing needs to be reloaded.
      </p>
      <ol className="steps">
        <li>
          <p>See the whole of it on real bars, without keys or downloads: import, features, models, 2,000 trials.</p>
          <pre>quant demo</pre>
        </li>
        <li>
          <p>Or bring your own bars: a CSV with time, open, high, low, close, volume.</p>
          <pre>quant bars import aapl.csv --symbol AAPL</pre>
        </li>
        <li>
          <p>Then search, and watch the leaderboard here.</p>
          <pre>quant study run study.json</pre>
        </li>
      </ol>
    </Panel>
  );
}
