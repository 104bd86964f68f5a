using Quant.Client.Web.Contracts;
using Quant.Client.Web.Errors;
using Quant.Grains.Interfaces.Search;
using Quant.Specs;

namespace Quant.Client.Web.Studies;

/// <summary>What can be asked of a study's grain. A study the catalog does not know is told so before the grain is.</summary>
internal sealed class StudyCommands(IStudyReads reads, IGrainFactory grains)
{
    private const int LongestWait = 20;

    public async Task<StudyStatusDto> StatusAsync(string id, int waitSeconds, CancellationToken cancellation)
    {
        if (waitSeconds is < 0 or > LongestWait)
        {
            throw new BadInputException("waitSeconds", waitSeconds, $"an integer from 0 to {LongestWait}");
        }
        var grain = await GrainAsync(id, cancellation);
        return waitSeconds == 0
            ? (await grain.GetStatusAsync()).ToDto()
            : (await grain.WaitAsync(TimeSpan.FromSeconds(waitSeconds))).ToDto();
    }

    public async Task<StudyStatusDto> CancelAsync(string id, CancellationToken cancellation)
    {
        var grain = await GrainAsync(id, cancellation);
        var before = (await grain.GetStatusAsync()).ToDto();
        return before.Work.Phase is WorkPhase.Completed or WorkPhase.Failed
            ? throw new ConflictException($"Study {id} has ended ({before.Work.Phase}); there is nothing to cancel.")
            : (await grain.CancelAsync()).ToDto();
    }

    public async Task<StudyStatusDto> ResumeAsync(string id, CancellationToken cancellation) =>
        (await (await GrainAsync(id, cancellation)).ResumeAsync()).ToDto();

    private async Task<IGridSearchGrain> GrainAsync(string id, CancellationToken cancellation)
    {
        await reads.RequireAsync(id, cancellation);
        return grains.GetGrain<IGridSearchGrain>(id);
    }
}
