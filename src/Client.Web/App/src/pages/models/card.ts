/** What a model card holds, read defensively: cards of other versions may lack parts. */

export interface Importance {
  feature: string;
  share: number;
}

export interface Fold {
  number: number;
  trainRows: number;
  trainFirst: number;
  trainLast: number;
  testRows: number;
  testFirst: number;
  testLast: number;
  purged: number;
  embargoed: number;
  outOfSampleIc: number | null;
  inSampleIc: number | null;
}

type Json = Record<string, unknown>;

/** The features by what they contribute, greatest first. */
export function importances(card: unknown): Importance[] {
  return list(card, "importances")
    .map((item) => ({ feature: String(item["feature"] ?? ""), share: num(item["share"]) ?? 0 }))
    .sort((a, b) => b.share - a.share);
}

export function folds(card: unknown): Fold[] {
  return list(card, "folds").map((fold) => ({
    number: num(fold["number"]) ?? 0,
    trainRows: num(fold["trainRows"]) ?? 0,
    trainFirst: num(fold["trainFirst"]) ?? 0,
    trainLast: num(fold["trainLast"]) ?? 0,
    testRows: num(fold["testRows"]) ?? 0,
    testFirst: num(fold["testFirst"]) ?? 0,
    testLast: num(fold["testLast"]) ?? 0,
    purged: num(fold["purged"]) ?? 0,
    embargoed: num(fold["embargoed"]) ?? 0,
    outOfSampleIc: num((fold["outOfSample"] as Json | undefined)?.["rankIc"]),
    inSampleIc: num((fold["inSample"] as Json | undefined)?.["rankIc"]),
  }));
}

function list(card: unknown, name: string): Json[] {
  const value = (card as Json | null | undefined)?.[name];
  return Array.isArray(value) ? (value as Json[]) : [];
}

function num(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
