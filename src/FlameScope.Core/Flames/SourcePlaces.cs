using System.Runtime.InteropServices;
using System.Text;

namespace FlameScope.Flames;

/// <summary>Where the functions, (name, kind), of a profile stand in their source files, as far as all their frames agree.</summary>
internal sealed class SourcePlaces
{
    /// <summary>The places of a profile that has none.</summary>
    public static readonly SourcePlaces None = new(null);

    private readonly Profile? _profile;
    private readonly Dictionary<(StringId Name, FrameKind Kind), (StringId File, int Line)> _places = [];

    private SourcePlaces(Profile? profile) => _profile = profile;

    /// <summary>The places of a profile's functions.</summary>
    public static SourcePlaces Of(Profile profile)
    {
        SourcePlaces places = new(profile);
        foreach (Frame frame in profile.Frames)
        {
            if (frame.File != StringId.Empty)
            {
                places.Add(frame);
            }
        }

        return places;
    }

    /// <summary>The file and the line of a function; empty and 0 where they are not known.</summary>
    /// <param name="name">The function's name, a string of the profile.</param>
    /// <param name="kind">Its kind.</param>
    public (string File, int Line) Find(StringId name, FrameKind kind) => _profile is not null && _places.TryGetValue((name, kind), out (StringId File, int Line) place)
        ? (Encoding.UTF8.GetString(_profile.Strings[place.File]), place.Line)
        : ("", 0);

    private void Add(Frame frame)
    {
        ref (StringId File, int Line) place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (frame.Symbol, frame.Kind), out bool exists);
        if (!exists)
        {
            place = (frame.File, frame.Line);
        }
        else if (place.File != frame.File)
        {
            place = (StringId.Empty, 0);
        }
        else if (place.Line != frame.Line)
        {
            place.Line = 0;
        }
    }
}
