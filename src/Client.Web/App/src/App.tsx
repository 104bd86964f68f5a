import { EventsProvider } from "./api/events";
import { Sidebar } from "./layout/Sidebar";
import { NotFoundPage } from "./pages/NotFoundPage";
import { ClusterPage } from "./pages/cluster/ClusterPage";
import { DataPage } from "./pages/data/DataPage";
import { ModelPage } from "./pages/models/ModelPage";
import { ModelsPage } from "./pages/models/ModelsPage";
import { OverviewPage } from "./pages/overview/OverviewPage";
import { SimulationPage } from "./pages/simulation/SimulationPage";
import { SimulationsPage } from "./pages/simulations/SimulationsPage";
import { StudiesPage } from "./pages/studies/StudiesPage";
import { StudyPage } from "./pages/study/StudyPage";
import { SymbolPage } from "./pages/symbol/SymbolPage";
import { matchPath } from "./routing/match";
import { useLocation } from "./routing/router";
import { ThemeProvider } from "./theme/theme";

export function App() {
  return (
    <ThemeProvider>
      <EventsProvider>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <div className="shell">
          <Sidebar />
          <main id="main" className="main">
            <Routes />
          </main>
        </div>
      </EventsProvider>
    </ThemeProvider>
  );
}

function Routes() {
  const { path } = useLocation();
  if (path === "/") return <OverviewPage />;
  if (path === "/data") return <DataPage />;
  if (path === "/models") return <ModelsPage />;
  if (path === "/simulations") return <SimulationsPage />;
  if (path === "/cluster") return <ClusterPage />;
  if (path === "/studies") return <StudiesPage />;
  const symbol = matchPath("/data/:symbol", path);
  if (symbol) return <SymbolPage key={symbol} symbol={symbol} />;
  const study = matchPath("/studies/:id", path);
  if (study) return <StudyPage key={study} id={study} />;
  const simulation = matchPath("/simulations/:id", path);
  if (simulation) return <SimulationPage key={simulation} fingerprint={simulation} />;
  const model = matchPath("/models/:id", path);
  if (model) return <ModelPage key={model} fingerprint={model} />;
  return <NotFoundPage path={path} />;
}
