using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Quant.Client.Web.Bars;
using Quant.Client.Web.Catalogue;
using Quant.Client.Web.Features;
using Quant.Client.Web.Keys;
using Quant.Client.Web.Lake;
using Quant.Client.Web.Models;
using Quant.Client.Web.Simulations;
using Quant.Client.Web.Sql;
using Quant.Client.Web.Status;
using Quant.Client.Web.Studies;
using Quant.Client.Web.Symbols;

namespace Quant.Client.Web.Tests.Fakes;

internal static class FakeFactory
{
    public static void Register(IServiceCollection services)
    {
        foreach (var type in (Type[])[typeof(IBarReads), typeof(ICatalogueReads), typeof(IFeatureReads), typeof(ISpecKeys), typeof(ILakeReads), typeof(IModelReads), typeof(ISimulationReads), typeof(ISqlReads), typeof(IStatusReads), typeof(IStudyReads), typeof(ISymbolReads), typeof(IGrainFactory)])
            services.AddSingleton(type, _ => throw new InvalidOperationException(type.Name));
    }
}
