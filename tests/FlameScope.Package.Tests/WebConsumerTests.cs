using System.Diagnostics;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>A fresh web project with nothing but the package and two lines has the explorer.</summary>
public sealed class WebConsumerTests(PackedPackages packages)
{
    [Fact]
    public async Task A_fresh_web_project_with_two_lines_serves_the_page_and_the_API()
    {
        using ConsumerProject consumer = new(packages, "WebConsumer");
        ProgramRun build = await consumer.RunDotnetAsync("build", "--configuration", "Release");
        Assert.True(build.ExitCode == 0, build.ToString());

        ProcessStartInfo start = new("dotnet", "bin/Release/net10.0/WebConsumer.dll") { WorkingDirectory = consumer.Path };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Profiles"] = Repository.PathOf("samples/profiles/orders.perf.gz");
        using ServerProcess server = await ServerProcess.StartAsync(start, "/flamescope/");
        await server.AssertServesOrdersAsync();
    }
}
