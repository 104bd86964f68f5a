namespace Quant.MarketData.Quality.Checks;

/// <summary>What a check looks for.</summary>
/// <param name="Name">Short name, as findings carry it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Meaning">What a finding means, and by which rule it is made.</param>
/// <param name="Fix">What is done about it as a rule.</param>
/// <param name="Points">Most points of the score it can cost.</param>
/// <param name="AllLostAt">
/// Share of the bars at which all points are lost; below it the loss grows in proportion, and is 1 point at least. 0: any
/// finding costs all.
/// </param>
public sealed record CheckInfo(
    string Name,
    string Title,
    string Meaning,
    string Fix,
    double Points = 0,
    double AllLostAt = 0
);
