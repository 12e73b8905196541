using System.Text;

namespace FlameScope;

/// <summary>Which kinds of events a view shows: the profile's default kind (the default), one by name, or all.</summary>
/// <remarks>All kinds together are counted in samples, whatever weight is asked for: values of different units never add up.</remarks>
public readonly record struct EventSelection
{
    private const string AllName = "all";

    private readonly string? _name;

    private EventSelection(string? name) => _name = name;

    /// <summary>The profile's default kind of event (<see cref="Profile.DefaultEventKind"/>).</summary>
    public static EventSelection Default => default;

    /// <summary>All kinds of events together, but for those that were worked out of others (<see cref="EventKind.IsDerived"/>).</summary>
    public static EventSelection All { get; } = new(AllName);

    /// <summary>One kind of event.</summary>
    /// <param name="name">
    /// Its name, such as <c>cycles:ppp</c>; what its values are called, or the part before a colon (<c>cycles</c>), where that fits
    /// only one; <c>all</c> for all kinds.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <see langword="null"/> or empty.</exception>
    public static EventSelection Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EventSelection(name);
    }

    /// <summary>The selection in words: <c>default</c>, <c>all</c>, or the event's name.</summary>
    public override string ToString() => _name ?? "default";

    /// <summary>The selected event's row, or <see langword="null"/> for all.</summary>
    /// <exception cref="ArgumentException">The profile has no such event, or several fit.</exception>
    internal EventKindId? ResolveIn(Profile profile)
    {
        if (_name is null)
        {
            return profile.DefaultEventKind;
        }

        if (_name == AllName)
        {
            return null;
        }

        byte[] wanted = Encoding.UTF8.GetBytes(_name);
        List<int> similar = [];
        for (int i = 0; i < profile.EventKinds.Length; i++)
        {
            ReadOnlySpan<byte> name = profile.Strings[profile.EventKinds[i].Name];
            if (name.SequenceEqual(wanted))
            {
                return new EventKindId(i);
            }

            bool isBeforeColon = name.Length > wanted.Length && name.StartsWith(wanted) && name[wanted.Length] == (byte)':';
            if (isBeforeColon || profile.EventKinds[i].Measure == _name)
            {
                similar.Add(i);
            }
        }

        return similar.Count == 1 ? new EventKindId(similar[0]) : throw NoSuchEvent(profile);
    }

    private ArgumentException NoSuchEvent(Profile profile)
    {
        List<string> names = [];
        foreach (EventKind kind in profile.EventKinds)
        {
            names.Add(profile.Strings.GetString(kind.Name));
        }

        return new ArgumentException($"No single event fits \"{_name}\"; the profile has: {string.Join(", ", names)}.{NearestWord.Hint(_name!, names)}");
    }
}
