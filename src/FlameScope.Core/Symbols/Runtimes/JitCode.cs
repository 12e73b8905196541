using FlameScope.Columns;

namespace FlameScope.Symbols.Runtimes;

/// <summary>Code that a runtime put into memory, by address and time; what came last holds an address.</summary>
internal sealed class JitCode
{
    private const int PageBits = 12;

    // What is longer than that many pages is looked through one by one instead of being listed under each page.
    private const int MaxPages = 16;
    private const int MaxPieces = 4_000_000;

    // Whoever lists millions of pieces of code over each other gets no names, rather than a load that does not end.
    private const long MaxSteps = 200_000_000;

    private readonly Dictionary<ulong, int> _pages = [];
    private Column<Piece> _pieces = new();
    private Column<(int Piece, int Next)> _listed = new();
    private Column<int> _long = new();
    private long _steps;

    public int Count => _pieces.Count;

    /// <summary>Whether looking took too many steps, and some names are missing for it.</summary>
    public bool IsTooDeep => _steps >= MaxSteps;

    /// <summary>Adds a piece of code; of two that were added for one address and time, the later holds it.</summary>
    public void Add(in Piece piece)
    {
        if (piece.End <= piece.Start || _pieces.Count == MaxPieces)
        {
            return;
        }

        int row = _pieces.Count;
        _pieces.Add(piece);
        ulong first = piece.Start >> PageBits;
        ulong last = (piece.End - 1) >> PageBits;
        if (last - first >= MaxPages)
        {
            _long.Add(row);
            return;
        }

        for (ulong page = first; page <= last; page++)
        {
            _listed.Add((row, _pages.TryGetValue(page, out int before) ? before : -1));
            _pages[page] = _listed.Count - 1;
        }
    }

    /// <summary>A piece that was added.</summary>
    public ref Piece this[int row] => ref _pieces[row];

    /// <summary>Finds what holds an address at a time; -1 where nothing does.</summary>
    /// <param name="address">The address.</param>
    /// <param name="time">The time.</param>
    /// <param name="from">When the answer begins to hold.</param>
    /// <param name="until">When it holds no more.</param>
    public int Find(ulong address, long time, out long from, out long until)
    {
        (from, until) = (long.MinValue, long.MaxValue);
        int best = -1;
        if (_pages.TryGetValue(address >> PageBits, out int listed))
        {
            for (; listed >= 0 && _steps < MaxSteps; listed = _listed[listed].Next)
            {
                Compare(_listed[listed].Piece, address, time, ref best, ref from, ref until);
            }
        }

        for (int i = 0; i < _long.Count && _steps < MaxSteps; i++)
        {
            Compare(_long[i], address, time, ref best, ref from, ref until);
        }

        return best;
    }

    private void Compare(int row, ulong address, long time, ref int best, ref long from, ref long until)
    {
        _steps++;
        ref readonly Piece piece = ref _pieces[row];
        if (address < piece.Start || address >= piece.End)
        {
            return;
        }

        if (piece.From > time)
        {
            until = Math.Min(until, piece.From);
        }
        else if (piece.Until <= time)
        {
            from = Math.Max(from, piece.Until);
        }
        else
        {
            from = Math.Max(from, piece.From);
            until = Math.Min(until, piece.Until);
            if (best < 0 || (piece.From, row).CompareTo((_pieces[best].From, best)) > 0)
            {
                best = row;
            }
        }
    }

    /// <summary>A piece of code in memory.</summary>
    public struct Piece
    {
        public ulong Start;

        /// <summary>The first address after it.</summary>
        public ulong End;

        /// <summary>When it came; <see cref="long.MinValue"/> where unknown.</summary>
        public long From;

        /// <summary>When it was moved away; <see cref="long.MaxValue"/> where never.</summary>
        public long Until;

        /// <summary>Where its name begins, and how long it is.</summary>
        public int Name;
        public int NameLength;

        /// <summary>The runtime's own number of the code.</summary>
        public ulong Index;
    }
}
