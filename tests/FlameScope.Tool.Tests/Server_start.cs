using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FlameScope.Tool.Tests;

/// <summary>What <c>flamescope serve</c> says where it cannot listen.</summary>
public sealed class Server_start
{
    [Fact]
    public async Task A_port_that_is_taken_is_one_line()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await AssertRefusedAsync(
            1, $"flamescope: cannot listen on 127.0.0.1 port {port}: it is taken by another program; --port 0 takes any that is free.\n", "--port", port);
    }

    [Fact]
    public async Task Without_a_port_any_that_is_free_is_taken_where_the_usual_one_is_not()
    {
        using TcpListener other = new(IPAddress.Loopback, 4040);
        try
        {
            other.Start();
        }
        catch (SocketException)
        {
            // Some other program has it already, which is as good.
        }

        using Process server = ToolProcess.Start("serve", ToolProcess.DataFile("02-header.txt.gz"));
        try
        {
            string? line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Matches(@"^Open http://127\.0\.0\.1:(?!4040 )\d+ in a browser", line!);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task A_foreign_address_is_one_line() => await AssertRefusedAsync(
        1,
        "flamescope: cannot listen on 192.0.2.1 port 4040: it is no address of this machine; 127.0.0.1 is, and 0.0.0.0 stands for all.\n",
        "--host",
        "192.0.2.1");

    [Fact]
    public async Task A_forbidden_port_is_one_line()
    {
        string? lowest = File.Exists("/proc/sys/net/ipv4/ip_unprivileged_port_start")
            ? (await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", TestContext.Current.CancellationToken)).Trim()
            : null;
        Assert.SkipWhen(!OperatingSystem.IsLinux() || lowest == "0" || !File.Exists("/usr/bin/setpriv"), "FORBIDDEN PORT NOT TRIED: it takes setpriv(1) and ports that are the system's own.");

        // As root, which may listen anywhere, without the right to; anybody else has none.
        string[] without = Environment.UserName == "root" ? ["setpriv", "--bounding-set=-net_bind_service", "--inh-caps=-net_bind_service"] : ["env"];
        using Process process = ToolProcess.StartProgram(
            without[0], [.. without[1..], "dotnet", ToolProcess.Program, "serve", ToolProcess.DataFile("02-header.txt.gz"), "--port", "81"]);
        process.StandardInput.Close();

        Assert.Equal(
            new ToolResult(1, "", "flamescope: cannot listen on 127.0.0.1 port 81: permission denied; ports below 1024 are the system's own, --port 4040 is not.\n"),
            await ToolProcess.ResultOfAsync(process));
    }

    [Theory]
    [InlineData(1, "flamescope: there is no file or folder 'missing'.\n", "missing")]
    [InlineData(2, "flamescope: --host example.org is no address of this machine; give numbers such as 127.0.0.1 or 0.0.0.0.\nTry 'flamescope serve --help' for how to use it.\n", "--host", "example.org")]
    [InlineData(2, "flamescope: '65536' is no number for --port: expected 0 to 65535.\nTry 'flamescope serve --help' for how to use it.\n", "--port", "65536")]
    [InlineData(2, "flamescope: 'many' is no number for --port: expected 0 to 65535.\nTry 'flamescope serve --help' for how to use it.\n", "--port", "many")]
    [InlineData(2, "flamescope: flamescope serve has no option '--prot'. Did you mean '--port'?\nTry 'flamescope serve --help' for how to use it.\n", "--prot", "1")]
    public async Task What_makes_no_sense_is_refused(int exitCode, string error, params string[] arguments) => await AssertRefusedAsync(exitCode, error, arguments);

    private static async Task AssertRefusedAsync(int exitCode, string error, params string[] arguments) =>
        Assert.Equal(new ToolResult(exitCode, "", error), await ToolProcess.RunAsync(["serve", .. arguments]));
}
