using FlameScope.Flames;

namespace FlameScope;

/// <summary>One function of a table.</summary>
/// <param name="Name">The function's name; invalid UTF-8 is replaced by U+FFFD.</param>
/// <param name="Kind">Where its code comes from.</param>
/// <param name="Module">The file the code came from; empty where unknown or where functions of several files have this name.</param>
/// <param name="Self">What it ran by itself, in the unit of <see cref="TopTable.Metric"/>.</param>
/// <param name="Total">What ran under it, itself included; recursion counts once.</param>
public sealed record TopRow(string Name, FrameKind Kind, string Module, long Self, long Total)
{
    /// <summary>
    /// The name as the recording has it, where <see cref="Name"/> was tidied for people; empty where it was not. Where functions with several
    /// such names have this one, it is the first.
    /// </summary>
    public string RawName { get; init; } = "";

    /// <summary>The source file; empty where the recording does not tell, or where functions of several files have this name.</summary>
    public string File { get; init; } = "";

    /// <summary>The one-based line of <see cref="File"/>; 0 where the recording does not tell, or where it has several lines of this function.</summary>
    public int Line { get; init; }
}

/// <summary>The functions of a slice with what each ran by itself and in all: the flat profile.</summary>
/// <remarks>Immutable. A function is one (name, kind), as in a flame tree.</remarks>
public sealed class TopTable
{
    private TopTable(FlameTree tree, TopRow[] rows)
    {
        Rows = Array.AsReadOnly(rows);
        Total = tree.Total;
        Metric = tree.Metric;
        EventName = tree.EventName;
        Range = tree.Range;
        ProfileOrigin = tree.ProfileOrigin;
        Coverage = tree.Coverage;
    }

    /// <summary>The functions, by falling self, then total, then name.</summary>
    public IReadOnlyList<TopRow> Rows { get; }

    /// <summary>What the whole slice adds up to: 100 percent.</summary>
    public long Total { get; }

    /// <summary>What the values are.</summary>
    public Metric Metric { get; }

    /// <summary>Name of the event shown; <c>all</c> where several are added up.</summary>
    public string EventName { get; }

    /// <summary>The slice of time, in nanoseconds of the profile's clock; <see langword="null"/> for the whole.</summary>
    public TimeRange? Range { get; }

    /// <summary>See <see cref="FlameTree.ProfileOrigin"/>.</summary>
    public long? ProfileOrigin { get; }

    /// <summary>The account of every event of the profile.</summary>
    public Coverage Coverage { get; }

    /// <summary>Adds a slice's samples up by function.</summary>
    /// <param name="slice">The samples, and what each adds; a profile by itself is its whole slice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    public static TopTable Create(ProfileSlice slice) =>
        From(FlameTree.Create(slice, new FlameTreeOptions { Root = RootGrouping.None }), FunctionDetails.Of(slice.Profile));

    /// <summary>Adds a tree's nodes up by function; where functions stand in their source, a tree does not know.</summary>
    /// <param name="tree">A tree whose stacks start at the root, not an inverted one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tree"/> is <see langword="null"/>.</exception>
    public static TopTable From(FlameTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return From(tree, FunctionDetails.None);
    }

    /// <summary>Adds a tree's nodes up by function, with what the profile knows of functions: raw names, and places in the source.</summary>
    /// <param name="tree">A tree whose stacks start at the root, not an inverted one.</param>
    /// <param name="profile">What the tree was made of. Of functions that the tree has joined or renamed nothing more is known.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static TopTable From(FlameTree tree, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(profile);
        return From(tree, ReferenceEquals(tree.Names, profile.Strings) ? FunctionDetails.Of(profile) : FunctionDetails.None);
    }

    private static TopTable From(FlameTree tree, FunctionDetails details)
    {
        FrameKeys keys = new(tree);
        long[] selfs = keys.SelfsOf(tree.SelfValues);
        long[] totals = keys.TotalsOf(tree.TotalValues);
        TopRow[] rows = new TopRow[keys.Count];
        for (int key = 0; key < rows.Length; key++)
        {
            FunctionDetail known = details.Find(keys.NameIdOf(key), keys.KindOf(key));
            rows[key] = new TopRow(keys.NameOf(key), keys.KindOf(key), keys.ModuleOf(key), selfs[key], totals[key])
            {
                RawName = known.RawName,
                File = known.File,
                Line = known.Line,
            };
        }

        return new TopTable(tree, [.. rows.OrderByDescending(row => row.Self).ThenByDescending(row => row.Total)
            .ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Kind)]);
    }
}
