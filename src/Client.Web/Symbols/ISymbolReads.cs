using Quant.Client.Web.Contracts;

namespace Quant.Client.Web.Symbols;

/// <summary>Instruments and their coverage.</summary>
public interface ISymbolReads
{
    Task<IReadOnlyList<SymbolDto>> ListAsync(CancellationToken cancellation);
}
