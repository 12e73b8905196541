using FlameScope.Tests.Processes;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>The accessibility checker axe-core, installed from npm when it is first asked for.</summary>
internal static class AxeCore
{
    private const string Version = "4.14.1";

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
        try
        {
            ProgramRun run = await ProgramRun.RunAsync(
                "npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder.Path, $"axe-core@{Version}"], folder.Path);
            string path = folder.PathOf("node_modules/axe-core/axe.min.js");
            return run.ExitCode == 0 && File.Exists(path) ? await File.ReadAllTextAsync(path) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
