using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>The README can be followed from its top to its bottom.</summary>
public sealed class ReadmeTests
{
    private static readonly DocumentBlock[] Blocks = [.. Documents.Blocks.Where(block => block.File == "README.md" && block.Language == "bash")];

    [Fact]
    public void The_command_is_installed_before_it_is_used_and_packages_are_packed_before_they_are_added()
    {
        int installed = IndexOf("dotnet tool install");
        Assert.InRange(IndexOf("dotnet pack"), 0, installed);
        Assert.True(IndexOf("flamescope find") > installed);
        Assert.All(Blocks[..installed], block => Assert.DoesNotContain("\nflamescope ", "\n" + block.Text, StringComparison.Ordinal));
        Assert.True(IndexOf("dotnet add package") > IndexOf("dotnet pack"));
        Assert.Contains("--add-source artifacts/packages", Blocks[installed].Text, StringComparison.Ordinal);
        Assert.Contains(Blocks, block => block.Text.Contains("perf script | flamescope heatmap -", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_command_says_how_long_it_takes_and_systems_are_a_table()
    {
        string text = Documents.TextOf("README.md");
        Assert.StartsWith("dotnet run --project samples/Explorer", Blocks[0].Text, StringComparison.Ordinal);
        Assert.Matches(@"The first build [^.]*\d+ (seconds|minutes)", text);
        Assert.Contains("\n| system | recorded on | opened on |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_command_takes_another_port_where_its_own_is_taken()
    {
        using TcpListener other = new(IPAddress.Loopback, 5000);
        try
        {
            other.Start();
        }
        catch (SocketException)
        {
            // Some other program has it already, which is as good.
        }

        ProcessStartInfo start = new("dotnet", Repository.PathOf($"samples/Explorer/bin/{Repository.Configuration}/net10.0/Explorer.dll"))
        {
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.EndsWith("_URLS", StringComparison.Ordinal) || name.EndsWith("_HTTP_PORTS", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process explorer = Process.Start(start)!;
        try
        {
            string? line = await explorer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.Matches(@"^Open http://127\.0\.0\.1:(?!5000 )\d+ in a browser", line!);
        }
        finally
        {
            explorer.Kill(entireProcessTree: true);
        }
    }

    private static int IndexOf(string words) => Array.FindIndex(Blocks, block => block.Text.Contains(words, StringComparison.Ordinal));
}
