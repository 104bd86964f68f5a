import type { Activations, ClusterSilo } from "../../api/types";
import { whole } from "../../format/numbers";
import { Empty } from "../../ui/Empty";

export function ActivationsTable({ activations, silos }: { activations: Activations[]; silos: ClusterSilo[] }) {
  const alive = silos.filter((silo) => silo.status !== "Dead");
  if (activations.length === 0) return <Empty>No grain is active.</Empty>;
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Grain</th>
            {alive.map((silo) => (
              <th key={silo.address} scope="col" className="num">
                {silo.name}
              </th>
            ))}
            {alive.length > 1 && (
              <th scope="col" className="num">
                All
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {activations.map((type) => (
            <tr key={type.grainType}>
              <td>{type.grainType}</td>
              {alive.map((silo) => {
                const count = type.bySilo[silo.address] ?? 0;
                return (
                  <td key={silo.address} className={count === 0 ? "num faint" : "num"}>
                    {whole(count)}
                  </td>
                );
              })}
              {alive.length > 1 && <td className="num">{whole(type.total)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
