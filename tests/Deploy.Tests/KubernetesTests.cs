using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Quant.Deploy.Tests;

/// <summary>The manifests agree with each other and with the program. No server is needed to say so.</summary>
public sealed class KubernetesTests
{
    private static readonly IReadOnlyList<YamlNode> s_objects =
    [
        .. Repository
            .Deployed(".yaml")
            .Where(file =>
                file.Contains("base", StringComparison.Ordinal)
                && !file.EndsWith("kustomization.yaml", StringComparison.Ordinal)
            )
            .SelectMany(file => Yaml.Parse(File.ReadAllText(file))),
    ];

    private static IEnumerable<YamlNode> Workloads =>
        s_objects.Where(o => o.Text("kind") is "Deployment" or "StatefulSet");

    [Fact]
    public void Every_object_has_its_kind_and_a_name_of_its_own_and_every_file_is_applied()
    {
        Assert.All(s_objects, o => Assert.NotNull(o.Text("apiVersion")));
        var names = s_objects.Select(o => $"{o.Text("kind")}/{o.Text("metadata.name")}").ToList();
        Assert.Equal(names.Distinct(), names);
        var folder = Repository.PathOf("deploy", "k8s", "base");
        Assert.Equal(
            Directory
                .EnumerateFiles(folder)
                .Select(Path.GetFileName)
                .Where(file => file != "kustomization.yaml")
                .Order(),
            Yaml.Parse(File.ReadAllText(Path.Combine(folder, "kustomization.yaml")))
                .Single()
                .Items("resources")
                .Select(item => ((YamlScalarNode)item).Value)
                .Order()
        );
    }

    [Fact]
    public void Selectors_find_their_pods_and_probes_and_services_their_ports()
    {
        foreach (var workload in Workloads)
        {
            Assert.Equal(workload.Map("spec.selector.matchLabels"), workload.Map("spec.template.metadata.labels"));
            foreach (var container in workload.Items("spec.template.spec.containers"))
            {
                var ports = container.Items("ports").Select(port => port.Text("name")).ToList();
                foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
                {
                    if (container.Text($"{probe}.httpGet.port") is { } port)
                    {
                        Assert.Contains(port, ports);
                        Assert.Equal(
                            probe == "readinessProbe" ? "/health/ready" : "/health/live",
                            container.Text($"{probe}.httpGet.path")
                        );
                    }
                }
            }
        }
        foreach (var selecting in s_objects.Where(o => o.Text("kind") is "Service" or "PodDisruptionBudget"))
        {
            var labels = selecting.Map(
                selecting.Text("kind") == "Service" ? "spec.selector" : "spec.selector.matchLabels"
            );
            var workload = Assert.Single(Workloads, w => Same(w.Map("spec.template.metadata.labels"), labels));
            var offered = workload
                .Items("spec.template.spec.containers")
                .SelectMany(container => container.Items("ports"))
                .SelectMany(port => new[] { port.Text("name"), port.Text("containerPort") })
                .ToList();
            Assert.All(
                selecting.Items("spec.ports"),
                port => Assert.Contains(port.Text("targetPort") ?? port.Text("port"), offered)
            );
        }
        var scaled = s_objects.Single(o => o.Text("kind") == "HorizontalPodAutoscaler");
        Assert.Contains(Workloads, w => w.Text("metadata.name") == scaled.Text("spec.scaleTargetRef.name"));
    }

    [Fact]
    public void Secrets_and_volumes_that_are_named_are_there()
    {
        var secret = s_objects.Single(o => o.Text("kind") == "Secret");
        var claims = s_objects
            .Where(o => o.Text("kind") == "PersistentVolumeClaim")
            .Select(o => o.Text("metadata.name"));
        foreach (var workload in Workloads)
        {
            var pod = workload.At("spec.template.spec");
            var volumes = pod.Items("volumes").Concat(workload.Items("spec.volumeClaimTemplates")).ToList();
            var names = volumes.Select(volume => volume.Text("name") ?? volume.Text("metadata.name")).ToList();
            Assert.All(
                volumes.Select(volume => volume.Text("persistentVolumeClaim.claimName")).OfType<string>(),
                claim => Assert.Contains(claim, claims)
            );
            foreach (var container in pod.Items("containers"))
            {
                Assert.All(container.Items("volumeMounts"), mount => Assert.Contains(mount.Text("name"), names));
                foreach (var key in container.Items("env").Where(e => e.At("valueFrom.secretKeyRef") is not null))
                {
                    Assert.Equal(secret.Text("metadata.name"), key.Text("valueFrom.secretKeyRef.name"));
                    Assert.Contains(key.Text("valueFrom.secretKeyRef.key")!, secret.Map("stringData"));
                }
            }
        }
    }

    [Fact]
    public async Task Variables_are_those_the_program_reads_and_ports_those_it_listens_on()
    {
        var known = await Settings.VariablesAsync();
        var used = Workloads
            .SelectMany(workload => workload.Items("spec.template.spec.containers"))
            .SelectMany(container => container.Items("env"))
            .Select(variable => variable.Text("name")!)
            .Where(name => name.StartsWith("QUANT_", StringComparison.Ordinal))
            .Distinct();
        Assert.All(used, name => Assert.Contains(name, known));

        var silo = Ports("silo");
        Assert.Equal(await Settings.DefaultAsync("silo", "--silo-port"), silo["silo"]);
        Assert.Equal(await Settings.DefaultAsync("silo", "--gateway-port"), silo["gateway"]);
        Assert.Equal(await Settings.DefaultAsync("silo", "--port"), silo["http"]);
        Assert.Equal(await Settings.DefaultAsync("serve", "--port"), Ports("web")["http"]);
        Assert.Equal("9464", silo["metrics"]);
    }

    [Fact]
    public void A_silo_that_drains_is_given_the_time_it_may_take()
    {
        var silo = Workloads.Single(w => w.Text("metadata.name") == "silo");
        var grace = int.Parse(
            silo.Text("spec.template.spec.terminationGracePeriodSeconds")!,
            CultureInfo.InvariantCulture
        );
        var drain = silo.Items("spec.template.spec.containers")
            .Single()
            .Items("env")
            .Single(e => e.Text("name") == "QUANT_DRAIN");
        Assert.True(grace >= 10 + int.Parse(drain.Text("value")!, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("base", true)]
    [InlineData("external-postgres", false)]
    public async Task The_manifests_build(string folder, bool database)
    {
        Assert.SkipWhen(Tool.Find("kubectl") is null, "kubectl is not installed");
        var built = (await Tool.RunAsync("kubectl", ["kustomize", Repository.PathOf("deploy", "k8s", folder)])).Well();
        var objects = Yaml.Parse(built.Out);
        Assert.Equal(database, objects.Any(o => o.Text("kind") == "StatefulSet"));
        Assert.Equal(2, objects.Count(o => o.Text("kind") == "Deployment"));
        Assert.All(
            objects.Where(o => o.Text("kind") != "Namespace"),
            o => Assert.Equal("quant", o.Text("metadata.namespace"))
        );
    }

    private static Dictionary<string, string> Ports(string name) =>
        Workloads
            .Single(workload => workload.Text("metadata.name") == name)
            .Items("spec.template.spec.containers")
            .Single()
            .Items("ports")
            .ToDictionary(port => port.Text("name")!, port => port.Text("containerPort")!);

    private static bool Same(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);
}
