using System.Text;
using FlameScope.Symbols;

namespace FlameScope.Core.Tests.Symbols;

/// <summary>Names in and out as text.</summary>
internal static class Demangling
{
    /// <summary>The name that is shown for a recorded one.</summary>
    public static string Shown(string name) => Shown(new Demangler(), name);

    /// <summary>The name that is shown for a recorded one.</summary>
    public static string Shown(Demangler demangler, string name) =>
        demangler.TryDemangle(Encoding.UTF8.GetBytes(name), out ReadOnlySpan<byte> shown) ? Encoding.UTF8.GetString(shown) : name;

    /// <summary>Pairs of a name and what is to be shown for it.</summary>
    public static List<(string Name, string Shown)> Pairs(string file) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "symbols", file)).Select(line => line.Split('\t')).Select(pair => (pair[0], pair[1])),
    ];
}
