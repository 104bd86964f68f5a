namespace Orleans.Configuration
{
    /// <summary>The silo's own name.</summary>
    public class SiloOptions
    {
        /// <summary>Made up where not set.</summary>
        public string SiloName { get; set; } = "";
    }

    /// <summary>Names of the cluster.</summary>
    public class ClusterOptions
    {
        internal const string Default = "default";

        public string ClusterId { get; set; } = Default;

        public string ServiceId { get; set; } = Default;
    }
}

namespace Orleans.Runtime
{
    /// <summary>The silo that the services belong to.</summary>
    public interface ILocalSiloDetails
    {
        string Name { get; }

        string ClusterId { get; }

        SiloAddress SiloAddress { get; }
    }

    /// <summary>The states of a silo's life.</summary>
    [GenerateSerializer]
    public enum SiloStatus
    {
        None = 0,
        Created = 1,
        Joining = 2,
        Active = 3,
        ShuttingDown = 4,
        Stopping = 5,
        Dead = 6,
    }
}
