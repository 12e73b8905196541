using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Tests;

/// <summary>What is wrong with an application is said when it starts.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task Mapping_without_services_says_what_is_missing()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        await using WebApplication app = builder.Build();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => app.MapFlameScope());
        Assert.Contains("AddFlameScope", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task An_empty_path_is_refused(string path) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => ExplorerApp.StartAsync(configure: options => options.Paths.Add(path)));

    [Fact]
    public async Task A_missing_path_stands_in_the_log_and_the_others_are_listed()
    {
        Lines lines = new();
        string missing = Path.Combine(Path.GetTempPath(), "flamescope-nowhere");
        await using ExplorerApp app = await ExplorerApp.StartAsync(
            configure: options => options.Paths.Add(missing), services: services => services.AddLogging(logging => logging.AddProvider(lines)));
        Assert.Contains(lines.Written, line => line.Contains(missing, StringComparison.Ordinal));
        Assert.Single((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray());
    }

    [Fact]
    public async Task Links_that_lead_in_a_circle_spoil_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using FlameScope.Tests.Processes.TemporaryFolder other = new();
        File.CreateSymbolicLink(other.PathOf("one"), other.PathOf("two"));
        File.CreateSymbolicLink(other.PathOf("two"), other.PathOf("one"));
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.Paths.Add(other.PathOf("one")));
        File.CreateSymbolicLink(app.Folder.PathOf("self"), app.Folder.PathOf("self"));
        Directory.CreateSymbolicLink(app.Folder.PathOf("again"), app.Folder.Path);
        string name = Assert.Single((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray()).GetProperty("name").GetString()!;
        await app.GetJsonAsync($"api/info?profile={Uri.EscapeDataString(name)}");
        await app.GetProblemAsync($"api/info?profile={Uri.EscapeDataString(name.Replace("orders.perf.gz", "self", StringComparison.Ordinal))}", 404);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Written)
            {
                Written.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
