using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>Every block of the documentation does what it says.</summary>
public sealed class BlockTests
{
    private static readonly string[] Runnable = ["csharp", "bash"];
    private static readonly string[] Data = ["text", "json", "xml"];

    public static TheoryData<string, int> BlocksOf(string language)
    {
        TheoryData<string, int> blocks = [];
        foreach (DocumentBlock block in Documents.Blocks.Where(block => block.Language == language && block.NotRunReason is null))
        {
            blocks.Add(block.File, block.Line);
        }

        return blocks;
    }

    [Theory]
    [MemberData(nameof(BlocksOf), "csharp")]
    public async Task A_CSharp_block_compiles_without_warnings_and_runs(string file, int line)
    {
        DocumentBlock block = Documents.BlockAt(file, line);
        using DocumentWorkspace workspace = new();
        using TemporaryFolder bin = new();
        string program = CSharpBlock.Compile(block, bin.Path);
        Check(block, await ProgramRun.RunAsync(
            "dotnet", [program], workspace.Path, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(BlocksOf), "bash")]
    public async Task A_shell_block_runs(string file, int line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The documentation's commands are for a POSIX shell.");
        DocumentBlock block = Documents.BlockAt(file, line);
        using DocumentWorkspace workspace = new();
        Check(block, await ProgramRun.RunAsync(
            "bash",
            ["-euo", "pipefail", "-c", $"{ShellWords.Definitions}\n{block.Text}"],
            workspace.Path,
            cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Blocks_are_compiled_with_the_usings_that_the_first_page_names()
    {
        string first = Documents.Blocks.First(block => block.File == "docs/getting-started.md" && block.Language == "csharp").Text;
        Assert.Equal(
            CSharpBlock.Usings.Split('\n').Where(line => line.Contains("FlameScope", StringComparison.Ordinal)).Select(line => line.Replace("global ", "", StringComparison.Ordinal)),
            first.Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_block_has_a_language_that_these_tests_know() => Assert.All(
        Documents.Blocks,
        block => Assert.True(
            Runnable.Contains(block.Language) || Data.Contains(block.Language),
            $"{block.File}:{block.Line}: \"{block.Language}\""));

    [Fact]
    public void Only_blocks_that_could_run_are_marked_as_not_run() => Assert.All(
        Documents.Blocks.Where(block => block.NotRunReason is not null),
        block => Assert.True(Runnable.Contains(block.Language), $"{block.File}:{block.Line}"));

    [Fact]
    public void Commands_of_perf_are_well_formed() => Assert.All(
        Documents.Blocks.Where(block => block.Language == "bash"),
        block => Assert.All(PerfCommands.In(block.Text), command => Assert.True(
            PerfCommands.FirstMistakeIn(command) is null,
            $"{block.File}:{block.Line}: {command}: {PerfCommands.FirstMistakeIn(command)}")));

    private static void Check(DocumentBlock block, ProgramRun run)
    {
        string place = $"{block.File}:{block.Line}: ";
        Assert.True(run.ExitCode == 0, place + run);
        if (block.ExpectedOutput is not null)
        {
            string printed = run.Output.ReplaceLineEndings("\n").TrimEnd();
            Assert.True(block.ExpectedOutput.TrimEnd() == printed, $"{place}expected\n{block.ExpectedOutput}\nprinted\n{printed}");
        }
    }
}
