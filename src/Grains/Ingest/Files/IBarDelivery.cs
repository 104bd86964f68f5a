using Quant.MarketData.Calendars;
using Quant.MarketData.Providers;
using Quant.Specs;

namespace Quant.Grains.Ingest.Files;

/// <summary>Bars that were handed in, whatever they come from.</summary>
internal interface IBarDelivery
{
    /// <summary>What it is, in words for people; generated bars say so.</summary>
    string Description { get; }

    ExchangeCalendar Calendar { get; }

    /// <summary>The same for the same bars read in the same way. Reads the source: a worker thread's work.</summary>
    string ContentHash();

    /// <summary>The bars, validated. A worker thread's work.</summary>
    /// <exception cref="BadInputException">What is wrong with them, by name.</exception>
    BarImport Read();

    /// <summary>Forgets the source; its bars are in the lake.</summary>
    void Discard();
}
