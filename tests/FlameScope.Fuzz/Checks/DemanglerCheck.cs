using FlameScope.Symbols;
using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>What holds for every line taken as a name: no exception, a text within its limits, and the same one from a demangler that was used before.</summary>
internal static class DemanglerCheck
{
    private static readonly Demangler Used = new();

    /// <summary>Demangles each line of an input.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void Run(byte[] input)
    {
        Run((ReadOnlySpan<byte>)input);
        for (ReadOnlySpan<byte> rest = input; rest.IndexOf((byte)'\n') is int end and >= 0; rest = rest[(end + 1)..])
        {
            Run(rest[..end]);
        }
    }

    private static void Run(ReadOnlySpan<byte> name)
    {
        bool isShown = new Demangler().TryDemangle(name, out ReadOnlySpan<byte> shown);
        RequireEqual(isShown, Used.TryDemangle(name, out ReadOnlySpan<byte> again), "whether there is another name to show");
        RequireSame(shown, again, "names");
        Require(isShown ? shown.Length is > 0 and <= Demangler.MaxTextLength : shown.IsEmpty, "the text of a name is empty or too long");
        Require(!isShown || !shown.SequenceEqual(name), "a name that is shown as it is");
    }
}
