using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using FlameScope.Export;

namespace FlameScope.Formats.Protobuf.Tests.Export;

public sealed class PprofExporterTests
{
    [Fact]
    public void What_is_written_reads_back_with_the_same_stacks_threads_and_counts()
    {
        SampleStore store = DataFiles.Load("fork-exec.perf.txt.gz");
        SampleStore back = DataFiles.Load(Exported(FlameTree.Create(store.Slice((TimeRange?)null))));
        Assert.Equal(CountsOf(store), CountsOf(back));

        static Dictionary<(string, string), long> CountsOf(SampleStore store) => DescribedSample.AllOf(store)
            .GroupBy(sample => (sample.Thread[..sample.Thread.LastIndexOf(' ')], sample.Stack)).ToDictionary(group => group.Key, group => group.LongCount());
    }

    [Fact]
    public void Values_have_their_type_and_unit()
    {
        SampleStore store = DataFiles.Load("made-timed.pprof.gz");
        SampleStore back = DataFiles.Load(Exported(FlameTree.Create(store.WeighedBy(SampleWeight.Value))));
        EventKind kind = Assert.Single(back.EventKinds.ToArray());
        Assert.Equal(("cpu", "ns"), (back.Strings.GetString(kind.Name), kind.Unit));
        Assert.Equal(1_582_748_202, DescribedSample.AllOf(back).Sum(sample => sample.Weight));
    }

    [Fact]
    public void Modules_become_mappings()
    {
        SampleStore back = DataFiles.Load(Exported(FlameTree.Create(DataFiles.Load("fork-exec.perf.txt.gz").Slice((TimeRange?)null))));
        Frame copy = Assert.Single(back.Frames.ToArray(), frame => back.Strings.GetString(frame.Symbol) == "_copy_to_user");
        Assert.Equal(("[kernel.kallsyms]", FrameKind.Kernel), (back.Strings.GetString(copy.Module), copy.Kind));
    }

    [Fact]
    public void The_registry_has_it_for_flame_trees()
    {
        ExportFormat<FlameTree>? format = ExportFormats.Default.AddProtobuf().Find<FlameTree>("PPROF");
        Assert.Equal((".pb.gz", "application/vnd.google.protobuf+gzip"), (format?.Extension, format?.MediaType));
        Assert.Null(ExportFormats.Default.AddProtobuf().Find<HeatMap>("pprof"));
    }

    // Debian's golang-go has it; elsewhere the test is skipped.
    [Fact]
    public void Go_reads_what_is_written()
    {
        FlameTree tree = FlameTree.Create(DataFiles.Load("fork-exec.perf.txt.gz").Slice((TimeRange?)null));
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pb.gz");
        File.WriteAllBytes(path, Exported(tree));
        try
        {
            string text = RunGo(path);
            long[] values = [.. text.Split('\n').SkipWhile(line => line != "samples/count").Skip(1).TakeWhile(line => line != "Locations")
                .Where(line => line.Contains(": ", StringComparison.Ordinal) && long.TryParse(line.AsSpan(0, line.IndexOf(':', StringComparison.Ordinal)), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _))
                .Select(line => long.Parse(line.AsSpan(0, line.IndexOf(':', StringComparison.Ordinal)), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture))];
            Assert.Equal(1578, values.Sum());
            Assert.Contains("thread name:[ingest 1]", text, StringComparison.Ordinal);
            Assert.Contains("_copy_to_user", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string RunGo(string path)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("go", ["tool", "pprof", "-raw", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, error.Result);
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no go on this machine.");
            return "";
        }
    }

    private static byte[] Exported(FlameTree tree)
    {
        ArrayBufferWriter<byte> output = new();
        new PprofExporter().Export(tree, output);
        return output.WrittenSpan.ToArray();
    }
}
