using FlameScope.Tests.Processes;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>The accessibility checker axe-core, installed from npm when it is first asked for.</summary>
internal static class AxeCore
{
    private const string Package = "axe-core@4.14.1";

    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    /// <summary>Its script; skips the test, loudly, where npm cannot install it.</summary>
    public static async Task<string> ScriptAsync()
    {
        string? script = await Installed.Value;
        Assert.SkipWhen(script is null, "ACCESSIBILITY TEST NOT RUN: npm could not install axe-core.");
        return script;
    }

    private static async Task<string?> InstallAsync()
    {
        using TemporaryFolder folder = new();
        return await NpmPackages.InstallAsync(folder, Package)
            ? await File.ReadAllTextAsync(folder.PathOf("node_modules/axe-core/axe.min.js"))
            : null;
    }
}
