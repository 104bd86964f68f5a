import { useState, type FormEvent } from "react";
import { post } from "../../api/client";
import type { Silo } from "../../api/types";

/** Starts one more silo in this process; a name of its own if one is given. */
export function AddSilo({ failed }: { failed: (fault: Error | null) => void }) {
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);

  async function add(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    failed(null);
    try {
      await post<Silo>("/api/cluster/silos", { name: name.trim() === "" ? null : name.trim() });
      setName("");
    } catch (fault) {
      failed(fault instanceof Error ? fault : new Error(String(fault)));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="add-silo" onSubmit={add}>
      <input
        type="text"
        value={name}
        onChange={(event) => setName(event.target.value)}
        placeholder="name (optional)"
        aria-label="Name of the silo to add, optional"
        maxLength={64}
        data-testid="silo-name"
      />
      <button type="submit" disabled={busy} data-testid="add-silo">
        {busy ? "Adding…" : "Add a silo"}
      </button>
    </form>
  );
}
