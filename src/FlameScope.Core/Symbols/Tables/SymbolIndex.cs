using FlameScope.Columns;

namespace FlameScope.Symbols.Tables;

/// <summary>Symbols by address. Of several at an address one is chosen as perf chooses it.</summary>
internal sealed class SymbolIndex
{
    private const ulong Page = 4096;

    // Functions are nested a few deep at most; a table that pretends more costs no more.
    private const int MaxNesting = 64;

    private readonly SymbolRow[] _rows;
    private readonly ulong[] _ends;
    private readonly ISymbolNames _names;
    private readonly Demangler _demangler = new();

    // A group is the rows with one start that tie until their names are compared.
    private readonly Group[] _groups;
    private readonly ulong[] _starts;

    private SymbolIndex(SymbolRow[] rows, ulong[] ends, ulong[] starts, Group[] groups, ISymbolNames names)
    {
        _rows = rows;
        _ends = ends;
        _starts = starts;
        _groups = groups;
        _names = names;
    }

    public int Count => _rows.Length;

    /// <summary>Builds the index.</summary>
    /// <param name="rows">The symbols in the order of their table.</param>
    /// <param name="names">Where their names are.</param>
    /// <param name="reachesNext">
    /// Whether a symbol without a size reaches to the next one; where it does not, it ends with its page and the next. <see langword="null"/> for always.
    /// </param>
    public static SymbolIndex Create(ref Column<SymbolRow> rows, ISymbolNames names, Func<SymbolRow, SymbolRow, bool>? reachesNext = null)
    {
        SymbolRow[] sorted = IsSorted(rows.Values) ? rows.ToArray() : Sort(rows.Values);
        ulong[] ends = EndsOf(sorted, reachesNext);
        Column<ulong> starts = new();
        Column<Group> groups = new();
        starts.EnsureCapacity(sorted.Length);
        groups.EnsureCapacity(sorted.Length);
        for (int first = 0; first < sorted.Length;)
        {
            int last = first;
            while (last + 1 < sorted.Length && sorted[last + 1].Start == sorted[first].Start)
            {
                last++;
            }

            starts.Add(sorted[first].Start);
            groups.Add(GroupOf(sorted, ends, first, last));
            first = last + 1;
        }

        LinkOuter(groups.Values);
        return new SymbolIndex(sorted, ends, starts.ToArray(), groups.ToArray(), names);
    }

    /// <summary>Finds the row of the symbol that holds an address; -1 where there is none.</summary>
    public int Find(ulong address)
    {
        int group = Array.BinarySearch(_starts, address);
        group = group < 0 ? ~group - 1 : group;
        for (int steps = 0; group >= 0 && steps < MaxNesting; steps++)
        {
            ref Group found = ref _groups[group];
            if (address < found.End && Choose(ref found) is var row && address < _ends[row])
            {
                return row;
            }

            group = found.Outer;
        }

        return -1;
    }

    /// <summary>The name of a row.</summary>
    public ReadOnlySpan<byte> NameOf(int row) => _names.NameAt(_rows[row].Name);

    private static bool IsSorted(ReadOnlySpan<SymbolRow> rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i].Start < rows[i - 1].Start)
            {
                return false;
            }
        }

        return true;
    }

    private static SymbolRow[] Sort(ReadOnlySpan<SymbolRow> rows)
    {
        SymbolRow[] sorted = new SymbolRow[rows.Length];
        ulong[] starts = new ulong[rows.Length];
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = rows[i].Start;
        }

        int[] order = new int[rows.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(starts, order);
        for (int first = 0; first < order.Length;)
        {
            int end = first + 1;
            while (end < order.Length && starts[end] == starts[first])
            {
                end++;
            }

            // The sort is not stable, and the order of the table counts.
            order.AsSpan(first, end - first).Sort();
            first = end;
        }

        for (int i = 0; i < order.Length; i++)
        {
            sorted[i] = rows[order[i]];
        }

        return sorted;
    }

    private static ulong[] EndsOf(SymbolRow[] rows, Func<SymbolRow, SymbolRow, bool>? reachesNext)
    {
        ulong[] ends = new ulong[rows.Length];
        ulong reached = 0;
        ulong reachedBefore = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ref readonly SymbolRow row = ref rows[i];
            bool isLast = i + 1 == rows.Length;
            reachedBefore = i > 0 && rows[i - 1].Start < row.Start ? reached : reachedBefore;
            ulong end = row.Start + Math.Min(row.Size, ulong.MaxValue - row.Start);
            reached = Math.Max(reached, end);

            // A label inside a function is no function of its own: it ends where it begins.
            ends[i] = row.Size > 0 || row.Start < reachedBefore ? end
                : isLast ? PageAfter(row.Start)
                : rows[i + 1].Start == row.Start || reachesNext is null || reachesNext(row, rows[i + 1]) ? rows[i + 1].Start
                : PageAfter(row.Start);
        }

        return ends;
    }

    private static ulong PageAfter(ulong address) => address > ulong.MaxValue - (2 * Page) ? ulong.MaxValue : (address + (2 * Page) - 1) & ~(Page - 1);

    // Some size first, then strong before weak, then global; the names decide on demand.
    private static Group GroupOf(SymbolRow[] rows, ulong[] ends, int first, int last)
    {
        int best = -1;
        for (int i = first; i <= last; i++)
        {
            best = Math.Max(best, RankOf(rows, ends, i));
        }

        Group group = new() { First = first, Last = last, Rank = best, Chosen = first == last ? first : -1, LeastEnd = ulong.MaxValue };
        for (int i = first; i <= last; i++)
        {
            if (RankOf(rows, ends, i) == best)
            {
                group.End = Math.Max(group.End, ends[i]);
                group.LeastEnd = Math.Min(group.LeastEnd, ends[i]);
            }
        }

        return group;
    }

    private static int RankOf(SymbolRow[] rows, ulong[] ends, int row) => ((ends[row] > rows[row].Start ? 1 : 0) << 2) | (int)rows[row].Binding;

    // For each group the nearest one before it that may reach further: the only ones that can hold what it does not.
    private static void LinkOuter(Span<Group> groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            int outer = i - 1;
            while (outer >= 0 && groups[outer].End <= groups[i].LeastEnd)
            {
                outer = groups[outer].Outer;
            }

            groups[i].Outer = outer;
        }
    }

    private int Choose(ref Group group)
    {
        if (group.Chosen >= 0)
        {
            return group.Chosen;
        }

        (int Underscores, int Length) best = default;
        for (int i = group.First; i <= group.Last; i++)
        {
            if (RankOf(_rows, _ends, i) == group.Rank && Measure(NameOf(i)) is var name
                && (group.Chosen < 0 || name.Underscores < best.Underscores || (name.Underscores == best.Underscores && name.Length > best.Length)))
            {
                group.Chosen = i;
                best = name;
            }
        }

        return group.Chosen;
    }

    // As they are shown: fewer leading underscores, then the longer name.
    private (int Underscores, int Length) Measure(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> shown = _demangler.TryDemangle(name, out ReadOnlySpan<byte> demangled) ? demangled : name;
        int underscores = shown.IndexOfAnyExcept((byte)'_');
        return (underscores < 0 ? shown.Length : underscores, shown.Length);
    }

    private struct Group
    {
        public int First;
        public int Last;
        public int Rank;
        public int Chosen;
        public int Outer;

        /// <summary>The furthest and the nearest end of those that tie.</summary>
        public ulong End;
        public ulong LeastEnd;
    }
}
