using System.Runtime.InteropServices;

namespace FlameScope;

/// <summary>What a profile knows of its functions, (name, kind), besides their names and modules, as far as all their frames agree.</summary>
/// <remarks>Immutable; safe to use from any number of threads.</remarks>
public sealed class FunctionDetails
{
    private readonly Profile? _profile;
    private readonly Dictionary<(StringId Name, FrameKind Kind), Known> _known = [];
    private readonly Lazy<Dictionary<(string Name, FrameKind Kind), Known>> _byName;

    private FunctionDetails(Profile? profile)
    {
        _profile = profile;
        _byName = new Lazy<Dictionary<(string, FrameKind), Known>>(ByName);
    }

    /// <summary>Of a profile that tells nothing.</summary>
    internal static FunctionDetails None { get; } = new(null);

    /// <summary>Number of functions of which anything is known.</summary>
    public int Count => _known.Count;

    /// <summary>Collects what the frames of a profile tell.</summary>
    /// <param name="profile">The profile; <see cref="SampleStore.WithNames"/> has functions with short names.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static FunctionDetails Of(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        FunctionDetails details = new(profile);
        foreach (Frame frame in profile.Frames)
        {
            if (frame.File != StringId.Empty || frame.RawSymbol != StringId.Empty)
            {
                details.Add(frame);
            }
        }

        return details;
    }

    /// <summary>What is known of a function; nothing where the profile has none of that name.</summary>
    /// <param name="name">The function's whole name.</param>
    /// <param name="kind">Where its code comes from.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public FunctionDetail Find(string name, FrameKind kind)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Count > 0 && _byName.Value.TryGetValue((name, kind), out Known known) ? DetailOf(known) : FunctionDetail.None;
    }

    /// <param name="name">The function's name, a string of the profile.</param>
    /// <param name="kind">Its kind.</param>
    internal FunctionDetail Find(StringId name, FrameKind kind) => _known.TryGetValue((name, kind), out Known known) ? DetailOf(known) : FunctionDetail.None;

    private FunctionDetail DetailOf(Known known) =>
        new(_profile!.Strings.GetString(known.File), known.Line, _profile.Strings.GetString(known.RawName));

    private void Add(Frame frame)
    {
        ref Known known = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, (frame.Symbol, frame.Kind), out _);
        if (known.RawName == StringId.Empty)
        {
            known.RawName = frame.RawSymbol;
        }

        if (frame.File == StringId.Empty)
        {
            return;
        }

        if (!known.HasFile)
        {
            (known.HasFile, known.File, known.Line) = (true, frame.File, frame.Line);
        }
        else if (known.File != frame.File)
        {
            (known.File, known.Line) = (StringId.Empty, 0);
        }
        else if (known.Line != frame.Line)
        {
            known.Line = 0;
        }
    }

    private Dictionary<(string Name, FrameKind Kind), Known> ByName()
    {
        Dictionary<(string, FrameKind), Known> known = [];
        foreach (((StringId name, FrameKind kind), Known one) in _known)
        {
            known.TryAdd((_profile!.Strings.GetString(name), kind), one);
        }

        return known;
    }

    private record struct Known(bool HasFile, StringId File, int Line, StringId RawName);
}

/// <summary>What is known of a function besides its name and module.</summary>
/// <param name="File">The source file; empty where the recording does not tell, or tells several.</param>
/// <param name="Line">The one-based line of <paramref name="File"/>; 0 where the recording does not tell, or tells several.</param>
/// <param name="RawName">The name as the recording has it, where that is another; empty where it is the same. Of several it is the first.</param>
public readonly record struct FunctionDetail(string File, int Line, string RawName)
{
    internal static FunctionDetail None { get; } = new("", 0, "");
}
