import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { EventStream } from "./eventStream";
import type { Cluster, Ingest, PendingWork, ServerEvent, Status, StudyStatus, Trials } from "./types";

const Stream = createContext<EventStream | null>(null);

/** Opens the one stream of events this tab has; it names the topics that are on the page. */
export function EventsProvider({ children }: { children: ReactNode }) {
  const stream = useMemo(() => new EventStream("/api/events"), []);
  useEffect(() => {
    stream.open();
    return () => stream.close();
  }, [stream]);
  return <Stream.Provider value={stream}>{children}</Stream.Provider>;
}

/** The latest event of a topic; null until one came, and when the topic is null. */
function useTopic(topic: string | null): ServerEvent | null {
  const stream = useContext(Stream);
  const [event, setEvent] = useState<ServerEvent | null>(null);
  useEffect(() => {
    if (topic === null || stream === null) return;
    return stream.subscribe(topic, setEvent);
  }, [stream, topic]);
  return event;
}

export function useStatusEvent(): Status | null {
  return useTopic("status")?.status ?? null;
}

export function useWorkEvent(): PendingWork[] {
  return useTopic("work")?.work ?? [];
}

export function useClusterEvent(): Cluster | null {
  return useTopic("cluster")?.cluster ?? null;
}

export function useIngestEvent(): Ingest | null {
  return useTopic("ingest")?.ingest ?? null;
}

export function useStudyEvent(id: string | null): StudyStatus | null {
  return useTopic(id === null ? null : `study:${id}`)?.study ?? null;
}

export function useTopTrialsEvent(id: string | null): Trials | null {
  return useTopic(id === null ? null : `trials:${id}`)?.trials ?? null;
}

/** Where each study that runs stands, by id; those that end while the page is open stay with their last state. */
export function useRunningStudies(): ReadonlyMap<string, StudyStatus> {
  const stream = useContext(Stream);
  const [studies, setStudies] = useState<ReadonlyMap<string, StudyStatus>>(new Map());
  useEffect(() => {
    if (stream === null) return;
    return stream.subscribe("studies", (event) => {
      const study = event.study;
      if (study) setStudies((old) => new Map(old).set(study.study, study));
    });
  }, [stream]);
  return studies;
}

/** Whether news arrives: false while the connection is being made again. */
export function useConnected(): boolean {
  const stream = useContext(Stream);
  const [connected, setConnected] = useState(true);
  useEffect(() => stream?.watchConnection(setConnected), [stream]);
  return connected;
}
