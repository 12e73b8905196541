using System.Text;

namespace FlameScope.Core.Tests.Export;

/// <summary>Holds outputs against the files in Golden/. Set UPDATE_GOLDEN=1 to write them anew, then read the diff.</summary>
internal static class GoldenFiles
{
    public static void AssertEqual(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), name), actual, new UTF8Encoding(false));
            return;
        }

        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Export", "Golden", name));
        Assert.Equal(expected, actual);
    }

    private static string SourceFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlameScope.Core.Tests.csproj")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return Directory.CreateDirectory(Path.Combine(folder.FullName, "Export", "Golden")).FullName;
    }
}
