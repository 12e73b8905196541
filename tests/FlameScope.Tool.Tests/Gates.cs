using System.Net;
using System.Net.Sockets;

namespace FlameScope.Tool.Tests;

public sealed class Gates
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Theory]
    [InlineData("1", 3)]
    [InlineData("1000", 0)]
    public async Task Findings_fail_a_build_from_as_many_as_it_says(string number, int code)
    {
        ToolResult result = await ToolProcess.RunAsync("find", Recording, "--fail-on", number, "--limit", "1");

        Assert.Equal(code, result.ExitCode);
        Assert.StartsWith("1. periodic", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n2. ", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("5.15", "5.45", "20", 3)]
    [InlineData("5.15", "5.45", "100", 0)]
    [InlineData("8", "9", "20", 0)]
    public async Task A_difference_fails_a_build_from_as_many_points_as_it_says(string from, string to, string points, int code)
    {
        ToolResult result = await ToolProcess.RunAsync("diff", Recording, "--from", from, "--to", to, "--fail-on", points);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains("frames differ by more than noise", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_prints_the_command_that_shows_its_first_finding()
    {
        ToolResult found = await ToolProcess.RunAsync("find", Recording, "--user");
        string command = found.Output.Split('\n').Single(line => line.StartsWith("  flamescope flame ", StringComparison.Ordinal));
        ToolResult flame = await ToolProcess.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);

        Assert.Contains(" --user", command, StringComparison.Ordinal);
        Assert.Equal(0, flame.ExitCode);
        Assert.Contains("copy_block", flame.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_or_foreign_address_is_told_in_one_line()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        ToolResult taken = await ToolProcess.RunAsync("serve", "--port", FormattableString.Invariant($"{port}"));
        ToolResult foreign = await ToolProcess.RunAsync("serve", "--host", "192.0.2.1", "--port", "0");

        Assert.Equal((1, "", $"flamescope: cannot listen on 127.0.0.1 port {port}: it is taken by another program; --port 0 takes any that is free.\n"), (taken.ExitCode, taken.Output, taken.Error));
        Assert.Equal(1, foreign.ExitCode);
        Assert.Empty(foreign.Output);
        Assert.StartsWith("flamescope: cannot listen on 192.0.2.1 port 0: it is no address of this machine", foreign.Error, StringComparison.Ordinal);
        Assert.Equal(foreign.Error.Length - 1, foreign.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filters_leave_out_what_they_exclude_and_take_lists_of_cpus()
    {
        ToolResult all = await ToolProcess.RunAsync("flame", "02-header.txt.gz", "--format", "folded");
        ToolResult cpus = await ToolProcess.RunAsync("flame", "02-header.txt.gz", "--format", "folded", "--cpu", "0-4000");
        ToolResult none = await ToolProcess.RunAsync("flame", "02-header.txt.gz", "--format", "folded", "--cpu", "1000-1001,1003");
        ToolResult processes = await ToolProcess.RunAsync("flame", "02-header.txt.gz", "--format", "folded", "--exclude-process", "1234567");

        Assert.Equal(all, cpus);
        Assert.Empty(none.Output);
        Assert.Equal(all.Output, processes.Output);
    }
}
