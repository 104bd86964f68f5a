using Quant.Client.Web.Contracts;
using Quant.Client.Web.Work;
using Quant.Grains.Interfaces.Search;

namespace Quant.Client.Web.Studies;

internal static class StudyMapping
{
    public static StudyStatusDto ToDto(this StudyStatus status) =>
        new(
            status.Study,
            status.Name,
            status.Work.ToDto(),
            status.Models,
            status.ModelsReady,
            status.Trials,
            status.TrialsDone,
            status.TrialsReused,
            status.ElapsedMs,
            status.BestScore
        );
}
