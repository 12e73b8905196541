using System.Text;

namespace FlameScope;

/// <summary>Which kinds of events a view shows: the first kind the input has (the default), one by name, or all.</summary>
/// <remarks>Summing unlike events, such as cycles and page faults, is never a default.</remarks>
public readonly record struct EventSelection
{
    private const string AllName = "all";

    private readonly string? _name;

    private EventSelection(string? name) => _name = name;

    /// <summary>The first kind of event that the input has.</summary>
    public static EventSelection First => default;

    /// <summary>All kinds of events together.</summary>
    public static EventSelection All { get; } = new(AllName);

    /// <summary>One kind of event.</summary>
    /// <param name="name">
    /// Its name, such as <c>cycles:ppp</c>; without modifiers (<c>cycles</c>) where that fits only one; <c>all</c> for all kinds.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public static EventSelection Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EventSelection(name);
    }

    /// <summary>The selection in words: <c>first</c>, <c>all</c>, or the event's name.</summary>
    public override string ToString() => _name ?? "first";

    /// <summary>The selected event's row, or <see langword="null"/> for all.</summary>
    /// <exception cref="ArgumentException">The store has no such event, or several fit.</exception>
    internal EventKindId? ResolveIn(SampleStore store)
    {
        if (_name is null)
        {
            return new EventKindId(0);
        }

        if (_name == AllName)
        {
            return null;
        }

        byte[] wanted = Encoding.UTF8.GetBytes(_name);
        List<int> withModifiers = [];
        for (int i = 0; i < store.EventTable.Length; i++)
        {
            ReadOnlySpan<byte> name = store.Strings[store.EventTable[i]];
            if (name.SequenceEqual(wanted))
            {
                return new EventKindId(i);
            }

            if (name.Length > wanted.Length && name.StartsWith(wanted) && name[wanted.Length] == (byte)':')
            {
                withModifiers.Add(i);
            }
        }

        return withModifiers.Count == 1 ? new EventKindId(withModifiers[0]) : throw NoSuchEvent(store);
    }

    private ArgumentException NoSuchEvent(SampleStore store)
    {
        List<string> names = [];
        foreach (StringId name in store.EventTable)
        {
            names.Add(store.Strings.GetString(name));
        }

        return new ArgumentException($"No single event fits \"{_name}\"; the profile has: {string.Join(", ", names)}.");
    }
}
