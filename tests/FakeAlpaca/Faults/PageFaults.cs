namespace FakeAlpaca.Faults;

/// <summary>What is wrong with the pages of bars. None of it takes a good bar away.</summary>
[Flags]
public enum PageFaults
{
    None = 0,

    /// <summary>Some bars stand twice.</summary>
    Duplicates = 1,

    /// <summary>Some bars stand in the wrong place.</summary>
    OutOfOrder = 2,

    /// <summary>Some bars beside the good ones lie seconds off the minute.</summary>
    OffGrid = 4,

    /// <summary>Some bars beside the good ones have prices that are negative, zero, or a high below the low.</summary>
    BadPrices = 8,

    /// <summary>Some entries beside the good ones have a field that is null, missing or of the wrong type.</summary>
    BadFields = 16,

    /// <summary>Some bars beside the good ones have <c>NaN</c> for a price, which makes the whole page bad JSON.</summary>
    NotANumber = 32,
}
