using Quant.Grains.Ingest.Actions;
using Quant.Grains.Ingest.Backfills;
using Quant.Grains.Ingest.Files;
using Quant.Grains.Ingest.Storing;

namespace Quant.Grains.Ingest;

/// <summary>What a symbol's grain works with.</summary>
/// <param name="Bars">Its bars in the lake.</param>
/// <param name="Import">Brings files in.</param>
/// <param name="Actions">Brings splits and dividends in.</param>
/// <param name="Backfills">Ranges that are asked of providers.</param>
internal sealed record IngestParts(SymbolBars Bars, FileImport Import, ActionSync Actions, BackfillQueue Backfills);
