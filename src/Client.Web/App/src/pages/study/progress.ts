import type { StudyStatus } from "../../api/types";

/** What a study's progress bar counts now: models until the first trial is done, then trials. */
export function progressOf(status: StudyStatus): { done: number; total: number; noun: string } {
  return status.trialsDone === 0 && status.modelsReady < status.models
    ? { done: status.modelsReady, total: status.models, noun: "models" }
    : { done: status.trialsDone, total: status.trials, noun: "trials" };
}
