using FlameScope.Tests.Processes;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>Packages of npm, installed into a folder of their own.</summary>
internal static class NpmPackages
{
    /// <summary>Installs packages.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="packages">Names with versions.</param>
    /// <returns>Whether npm could install them.</returns>
    public static async Task<bool> InstallAsync(TemporaryFolder folder, params string[] packages)
    {
        try
        {
            ProgramRun run = await ProgramRun.RunAsync(
                "npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder.Path, .. packages], folder.Path);
            return run.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
