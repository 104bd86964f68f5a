import { useConnected, useStatusEvent } from "../api/events";
import { Link } from "../routing/Link";
import { useLocation } from "../routing/router";
import { ThemeToggle } from "../theme/ThemeToggle";

const places: [string, string][] = [
  ["/", "Overview"],
  ["/data", "Data"],
  ["/models", "Models"],
  ["/studies", "Studies"],
  ["/simulations", "Backtests"],
  ["/cluster", "Cluster"],
];

export function Sidebar() {
  const { path } = useLocation();
  const status = useStatusEvent();
  const connected = useConnected();
  return (
    <header className="sidebar">
      <Link to="/" className="brand" aria-label="Quant.Orleans, overview">
        Quant<span>.Orleans</span>
      </Link>
      <nav aria-label="Pages">
        {places.map(([to, name]) => (
          <Link key={to} to={to} aria-current={isAt(path, to) ? "page" : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      <div className="sidebar-foot">
        <ThemeToggle />
        <p className={connected ? "connection" : "connection lost"} role="status" data-testid="connection">
          {connected ? (status ? `v${status.version} · ${status.grainEngine}` : "connected") : "connection lost, trying again"}
        </p>
      </div>
    </header>
  );
}

function isAt(path: string, to: string): boolean {
  return to === "/" ? path === "/" : path === to || path.startsWith(`${to}/`);
}
