import type { Status } from "../../api/types";
import { instant } from "../../format/times";
import { Link } from "../../routing/Link";
import { StatusBadge } from "../../ui/Badge";
import { Failure } from "../../ui/Failure";
import { KeyValues } from "../../ui/KeyValues";
import { Panel } from "../../ui/Panel";

interface Props {
  status: Status | null;
  error: Error | null;
  retry: () => void;
}

export function ClusterPanel({ status, error, retry }: Props) {
  return (
    <Panel
      title="Cluster"
      aside={<Link to="/cluster">How it is doing</Link>}
      note={status ? `${status.silos.length} silo${status.silos.length === 1 ? "" : "s"}` : undefined}
    >
      {error && !status && <Failure error={error} retry={retry} />}
      {status && (
        <>
          <ul className="silos">
            {status.silos.map((silo) => (
              <li key={silo.address}>
                <span>{silo.name}</span> <code className="code">{silo.address}</code>
                <StatusBadge status={silo.status} />
              </li>
            ))}
          </ul>
          <KeyValues
            rows={[
              ["Engine", status.grainEngine],
              ["Catalog", <span className="break">{status.catalog}</span>],
              ["Started", instant(status.startedAt)],
            ]}
          />
        </>
      )}
    </Panel>
  );
}
