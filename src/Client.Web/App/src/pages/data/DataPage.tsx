import { useStatusEvent } from "../../api/events";
import type { SymbolInfo } from "../../api/types";
import { useResource } from "../../api/useResource";
import { PageHead } from "../../layout/PageHead";
import { Await } from "../../ui/Await";
import { Empty } from "../../ui/Empty";
import { Panel } from "../../ui/Panel";
import { AskForm } from "../ingest/AskForm";
import { IngestPanels } from "../ingest/IngestPanels";
import { SymbolsTable } from "./SymbolsTable";

export function DataPage() {
  const counts = useStatusEvent()?.counts;
  const symbols = useResource<SymbolInfo[]>("/api/symbols", `${counts?.symbols} ${counts?.bars}`);
  return (
    <>
      <PageHead title="Data" />
      <Panel title="Symbols" note={symbols.data ? symbols.data.length : undefined}>
        <Await resource={symbols} lines={6}>
          {(list) =>
            list.length === 0 ? (
              <Empty command="quant bars import aapl.csv --symbol AAPL">No bars yet.</Empty>
            ) : (
              <SymbolsTable symbols={list} />
            )
          }
        </Await>
        <AskForm />
      </Panel>
      <IngestPanels />
    </>
  );
}
