using System.Text.RegularExpressions;
using Orleans.Runtime;
using Quant.Client.Web.Contracts;
using Quant.Client.Web.Errors;
using Quant.Grains.Interfaces.Faults;
using Quant.Specs;

namespace Quant.Client.Web.Cluster;

/// <summary>Adds and drains silos. One change is decided at a time, so that two drains never take the last two silos.</summary>
internal sealed partial class ClusterCommands(IClusterReads reads, ISiloControl control, ILogger<ClusterCommands> log)
{
    /// <summary>Most silos of one process.</summary>
    public const int Most = 64;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<string> _leaving = [];

    /// <exception cref="BadInputException">The name is not one, or a silo has it.</exception>
    /// <exception cref="ConflictException">Silos cannot be added here, or there are too many.</exception>
    public async Task<SiloDto> AddAsync(AddSiloBody body, CancellationToken cancellation)
    {
        RequireControl();
        if (body.Name is { } wanted && !Name().IsMatch(wanted))
        {
            throw new BadInputException("name", wanted, "1 to 32 letters, digits and '-', a letter or digit first");
        }
        await _turn.WaitAsync(cancellation);
        try
        {
            var silos = await reads.ListSilosAsync(cancellation);
            if (silos.Count >= Most)
            {
                throw new ConflictException($"There are {silos.Count} silos; one process holds at most {Most}.");
            }
            var taken = silos.Select(silo => silo.Name).Union(_leaving).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (body.Name is not null && taken.Contains(body.Name))
            {
                throw new BadInputException("name", body.Name, $"a name that no silo has; taken are {Listed(taken)}");
            }
            var name = await StartAsync(body.Name, taken, cancellation);
            var added = await reads.ListSilosAsync(cancellation);
            return added.FirstOrDefault(silo => silo.Name == name)
                ?? added.First(silo => silos.All(old => old.Address != silo.Address)) with
                {
                    Name = name,
                };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Starts a silo under the name wanted or the next free one; one that has not told its name yet may have it.</summary>
    private async Task<string> StartAsync(string? wanted, HashSet<string> taken, CancellationToken cancellation)
    {
        while (true)
        {
            var name = wanted ?? NextFree(taken);
            try
            {
                await control.AddAsync(name, cancellation);
                return name;
            }
            catch (ArgumentException) when (wanted is null && taken.Add(name)) { }
            catch (ArgumentException)
            {
                throw new BadInputException(
                    "name",
                    name,
                    $"a name that no silo has; taken are {Listed(taken.Append(name))}"
                );
            }
        }
    }

    /// <summary>Begins to drain a silo and answers at once; the silo goes when its grains have ended.</summary>
    /// <exception cref="NotFoundException">No silo of that name.</exception>
    /// <exception cref="ConflictException">It must stay, or is being drained already.</exception>
    public async Task<SiloDto> DrainAsync(string name, CancellationToken cancellation)
    {
        RequireControl();
        await _turn.WaitAsync(cancellation);
        try
        {
            var silos = await reads.ListSilosAsync(cancellation);
            var silo =
                silos.FirstOrDefault(silo => silo.Name == name)
                ?? throw new NotFoundException(
                    $"No silo '{name}'; there are {Listed(silos.Select(other => other.Name))}."
                );
            var states = silos.Select(StateOf).ToList();
            if (ClusterFigures.WhyNotDrained(StateOf(silo), states, control) is { } reason)
            {
                throw new ConflictException(reason);
            }
            _leaving.Add(name);
            _ = LeaveAsync(name);
            return silo with { Status = nameof(SiloStatus.ShuttingDown) };
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task LeaveAsync(string name)
    {
        try
        {
            await control.DrainAsync(name);
            log.LogInformation("Silo {Silo} was drained", name);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Silo {Silo} could not be drained in good order", name);
        }
        finally
        {
            await _turn.WaitAsync();
            _leaving.Remove(name);
            _turn.Release();
        }
    }

    private void RequireControl()
    {
        if (control.Unavailable is { } reason)
        {
            throw new ConflictException(reason);
        }
    }

    private SiloState StateOf(SiloDto silo) =>
        new(
            silo.Name,
            silo.Address,
            _leaving.Contains(silo.Name) ? SiloStatus.ShuttingDown : Enum.Parse<SiloStatus>(silo.Status),
            null
        );

    private static string NextFree(HashSet<string> taken) =>
        Enumerable
            .Range(1, Most + 1)
            .Select(i => FormattableString.Invariant($"silo-{i}"))
            .First(n => !taken.Contains(n));

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
