using Quant.Grains.Specs;
using Quant.Search.Studies;

namespace Quant.Grains.Simulation;

/// <summary>The plans of the studies this silo works on, so that each batch need not plan its study again.</summary>
public sealed class StudyPlans(SpecResolver specs)
{
    /// <summary>Studies whose plans are kept.</summary>
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly List<(string Study, Task<StudyPlan> Plan)> _plans = [];

    /// <summary>The plan of a study.</summary>
    /// <param name="study">Its id.</param>
    /// <param name="studyJson">Its spec.</param>
    /// <param name="cancellation">Ends the wait, not the planning, which others may wait for.</param>
    public Task<StudyPlan> GetAsync(string study, string studyJson, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _plans.RemoveAll(entry => entry.Plan.IsFaulted);
            var found = _plans.FindIndex(entry => entry.Study == study);
            if (found < 0)
            {
                var spec = StudySpec.Read(studyJson);
                // Not in turns of the grain that happens to ask first: others wait for it too.
                var plan = Task.Run(() => specs.PlanAsync(spec, CancellationToken.None), CancellationToken.None);
                _plans.Insert(0, (study, plan));
                found = 0;
            }
            if (_plans.Count > Kept)
            {
                _plans.RemoveAt(Kept);
            }
            return _plans[found].Plan.WaitAsync(cancellation);
        }
    }
}
