namespace Quant.Client.Web.Contracts;

/// <summary>What runs here, over what.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="DataRoot">Folder of lake and catalog.</param>
/// <param name="Catalog">The catalog's database as messages name it.</param>
/// <param name="GrainEngine"><c>Embedded</c> or <c>Orleans</c>.</param>
/// <param name="StartedAt">When this server started.</param>
/// <param name="Silos">Silos of the cluster.</param>
/// <param name="Counts">How much the factory holds.</param>
public sealed record StatusDto(
    string Version,
    string DataRoot,
    string Catalog,
    string GrainEngine,
    DateTimeOffset StartedAt,
    IReadOnlyList<SiloDto> Silos,
    CountsDto Counts
);

/// <summary>One silo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address in the cluster.</param>
/// <param name="Status"><c>Active</c>, <c>Joining</c>, <c>ShuttingDown</c>, <c>Dead</c>, …</param>
/// <param name="StartedAt">When it joined; null where unknown.</param>
public sealed record SiloDto(string Name, string Address, string Status, DateTimeOffset? StartedAt);

/// <summary>How much the factory holds.</summary>
public sealed record CountsDto(long Symbols, long Bars, long Models, long Simulations, long Studies, long Trials);
