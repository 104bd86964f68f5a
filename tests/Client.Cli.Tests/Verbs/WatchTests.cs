using System.Text;
using Quant.Client.Cli.Import.Watching;
using Quant.Client.Cli.Tests.Runs;

namespace Quant.Client.Cli.Tests.Verbs;

/// <summary>Files that appear in a folder are imported when they are whole, once, and a bad one spares the others.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _drop;

    public WatchTests() => _drop = Directory.CreateDirectory(Path.Combine(_folder.Path, "drop")).FullName;

    public void Dispose() => _folder.Dispose();

    private string Drop(string name, string text)
    {
        var path = Path.Combine(_drop, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void A_file_is_whole_when_it_is_as_it_was_at_the_look_before()
    {
        var watched = new WatchedFolder(_drop, null);
        var path = Drop("aaa.csv", "half");
        Assert.Empty(watched.Look());
        File.AppendAllText(path, " and more");
        Assert.Empty(watched.Look());
        File.AppendAllText(path, " and the rest");
        Assert.Empty(watched.Look());
        Assert.Equal([path], watched.Look().Select(file => file.Path));
    }

    [Fact]
    public void A_file_that_was_done_comes_again_when_it_changes_and_not_before()
    {
        var watched = new WatchedFolder(_drop, null);
        var path = Drop("aaa.csv", "one");
        watched.Look();
        Assert.Single(watched.Look());
        watched.Done(Assert.Single(watched.Look()));
        Assert.Empty(watched.Look());
        File.AppendAllText(path, "two");
        Assert.Empty(watched.Look());
        Assert.Single(watched.Look());
        File.Delete(path);
        Assert.Empty(watched.Look());
    }

    [Fact]
    public void Empty_files_other_kinds_and_other_formats_are_passed_over()
    {
        Drop("empty.csv", "");
        Drop("notes.md", "notes");
        Drop("a.csv.tmp", "half");
        Drop("b.parquet", "x");
        Drop("c.CSV", "x");
        Directory.CreateDirectory(Path.Combine(_drop, "daily"));
        Drop(Path.Combine("daily", "d.zip"), "x");
        Drop(Path.Combine("daily", "e.csv"), "x");
        foreach (var (format, names) in new[] { (null, "b.parquet c.CSV d.zip"), ("csv", "c.CSV"), ("lean", "d.zip") })
        {
            var watched = new WatchedFolder(_drop, format);
            watched.Look();
            var found = watched.Look().Select(file => Path.GetFileName(file.Path)).Order(StringComparer.Ordinal);
            Assert.Equal(names, string.Join(' ', found));
        }
    }

    [Fact]
    public async Task What_comes_is_imported_until_the_watch_is_ended_and_the_next_one_goes_on()
    {
        Drop("aaa.csv", Series.Daily(10));
        using (var watch = Watch())
        {
            await watch.SaidAsync("AAA 1d from aaa.csv: 10 new");
            Drop("bad.csv", Series.Header + "2010-01-04,1,2,0.5,text,1\n");
            await watch.SaidAsync("bad.csv was not imported: bad.csv: line 2, column close");
            Drop("bbb.csv", Series.Daily(12));
            await watch.SaidAsync("BBB 1d from bbb.csv: 12 new");
            Drop("aaa.csv", Series.Daily(11));
            await watch.SaidAsync("AAA 1d from aaa.csv: 1 new, 0 replaced");
            Assert.Equal(ExitCodes.Ok, await watch.EndAsync());
        }
        Drop("bbb.csv", Series.Daily(14));
        using var later = Watch();
        await later.SaidAsync("AAA 1d from aaa.csv: imported before");
        await later.SaidAsync("BBB 1d from bbb.csv: 2 new");
        Assert.Equal(ExitCodes.Ok, await later.EndAsync());
    }

    [Theory]
    [InlineData("--every", "0")]
    [InlineData("--format", "xls")]
    [InlineData("--interval", "2m")]
    public async Task What_cannot_be_watched_so_is_refused(string option, string value) =>
        (await CliRun.Of("bars", "watch", _drop, option, value, "--root", _folder.Root)).Refused(
            ExitCodes.Usage,
            option
        );

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused() =>
        (await CliRun.Of("bars", "watch", Path.Combine(_drop, "none"), "--root", _folder.Root)).Refused(
            ExitCodes.Usage,
            "folder"
        );

    private RunningWatch Watch() => new(["bars", "watch", _drop, "--every", "0.02", "--root", _folder.Root]);

    /// <summary>A watch in this process that can be waited for.</summary>
    private sealed class RunningWatch : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Said _said = new();
        private readonly Task<int> _run;

        public RunningWatch(string[] args) =>
            _run = Task.Run(() => CommandLine.RunAsync(args, _said, _said, TextReader.Null, _stop.Token));

        public Task SaidAsync(string text) => _said.WaitAsync(text).WaitAsync(TimeSpan.FromSeconds(60));

        public Task<int> EndAsync()
        {
            _stop.Cancel();
            return _run;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _run.Wait();
            _stop.Dispose();
        }
    }

    /// <summary>What was said, to be waited for.</summary>
    private sealed class Said : TextWriter
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _text = new();
        private readonly List<(string Text, TaskCompletionSource Came)> _waiting = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            lock (_lock)
            {
                _text.Append(value);
                var all = _text.ToString();
                foreach (var (_, came) in _waiting.Where(wait => all.Contains(wait.Text, StringComparison.Ordinal)))
                {
                    came.TrySetResult();
                }
            }
        }

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void WriteLine(string? value) => Write(value + "\n");

        public Task WaitAsync(string text)
        {
            lock (_lock)
            {
                var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_text.ToString().Contains(text, StringComparison.Ordinal))
                {
                    came.SetResult();
                }
                _waiting.Add((text, came));
                return came.Task;
            }
        }
    }
}
