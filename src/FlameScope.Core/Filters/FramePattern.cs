using FlameScope.Filters;

namespace FlameScope;

/// <summary>Which of a frame's names a <see cref="FramePattern"/> is compared with.</summary>
public enum FrameTarget : byte
{
    /// <summary>The function's name.</summary>
    Symbol = 0,

    /// <summary>The file that the code came from.</summary>
    Module = 1,

    /// <summary>Either of both.</summary>
    SymbolOrModule = 2,
}

/// <summary>Where in a stack a <see cref="FramePattern"/> is looked for.</summary>
public enum FramePosition : byte
{
    /// <summary>In any frame.</summary>
    Anywhere = 0,

    /// <summary>In the leaf, the frame that ran when the sample was taken.</summary>
    Leaf = 1,

    /// <summary>In the root, the frame that called everything else.</summary>
    Root = 2,
}

/// <summary>A pattern of frames in a stack.</summary>
/// <param name="Text">What names are compared with.</param>
public sealed record FramePattern(TextPattern Text)
{
    /// <summary>Which names are compared; the symbol by default.</summary>
    public FrameTarget Target { get; init; }

    /// <summary>Where in the stack the frame stands; anywhere by default.</summary>
    public FramePosition Position { get; init; }

    /// <summary>
    /// Reads a pattern as people type it: a part of the function's name, <c>=name</c> for the whole name, or <c>/regex/</c> (see
    /// <see cref="TextPattern.Parse"/>), after any of the prefixes <c>leaf:</c> (where the sample ran), <c>root:</c> (where the stack
    /// starts) and <c>module:</c> (the file that the code is in).
    /// </summary>
    /// <param name="text">The pattern; <c>=leaf:x</c> is a name that begins with a prefix.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="text"/> is <see langword="null"/>, empty, nothing but prefixes, or holds a bad regular expression.
    /// </exception>
    public static FramePattern Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        string name = text;
        FramePosition? position = null;
        FrameTarget? target = null;
        while (true)
        {
            if (position is null && TryTake("leaf:"))
            {
                position = FramePosition.Leaf;
            }
            else if (position is null && TryTake("root:"))
            {
                position = FramePosition.Root;
            }
            else if (target is null && TryTake("module:"))
            {
                target = FrameTarget.Module;
            }
            else if (name.Length == 0)
            {
                throw new ArgumentException($"No name stands after '{text}'.", nameof(text));
            }
            else
            {
                return new FramePattern(TextPattern.Parse(name)) { Position = position ?? FramePosition.Anywhere, Target = target ?? FrameTarget.Symbol };
            }
        }

        bool TryTake(string prefix)
        {
            bool isThere = name.StartsWith(prefix, StringComparison.Ordinal);
            name = isThere ? name[prefix.Length..] : name;
            return isThere;
        }
    }

    /// <summary>The pattern in words, such as <c>leaf symbol or module /gc/</c>.</summary>
    public override string ToString()
    {
        string place = Position switch { FramePosition.Leaf => "leaf ", FramePosition.Root => "root ", _ => "" };
        string target = Target switch { FrameTarget.Module => "module ", FrameTarget.SymbolOrModule => "symbol or module ", _ => "" };
        return $"{place}{target}{Text}";
    }

    /// <summary>By frame: whether it fits, wherever it stands. Each frame is looked at once.</summary>
    internal bool[] MatchFrames(Profile profile, CancellationToken cancellation)
    {
        PatternMatcher matcher = new(Text, cancellation);
        bool[] matches = new bool[profile.Frames.Length];
        for (int i = 0; i < matches.Length; i++)
        {
            matches[i] =
                (Target != FrameTarget.Module && matcher.IsMatch(profile.Strings[profile.Frames[i].Symbol]))
                || (Target != FrameTarget.Symbol && matcher.IsMatch(profile.Strings[profile.Frames[i].Module]));
        }

        return matches;
    }
}
