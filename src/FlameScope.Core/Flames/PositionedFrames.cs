namespace FlameScope.Flames;

/// <summary>Patterns of frames resolved against one profile: which frames fit, depending on where they stand.</summary>
internal sealed class PositionedFrames
{
    private readonly bool[] _anywhere;
    private readonly bool[] _asRoot;
    private readonly bool[] _asLeaf;

    public PositionedFrames(Profile profile, IEnumerable<FramePattern> patterns, CancellationToken cancellation)
    {
        _anywhere = new bool[profile.Frames.Length];
        _asRoot = new bool[profile.Frames.Length];
        _asLeaf = new bool[profile.Frames.Length];
        foreach (FramePattern pattern in patterns)
        {
            ArgumentNullException.ThrowIfNull(pattern, nameof(patterns));
            bool[] fits = pattern.MatchFrames(profile, cancellation);
            bool[] all = pattern.Position switch { FramePosition.Root => _asRoot, FramePosition.Leaf => _asLeaf, _ => _anywhere };
            for (int i = 0; i < all.Length; i++)
            {
                all[i] |= fits[i];
            }
        }
    }

    /// <summary>Whether a frame of a stack fits.</summary>
    /// <param name="frames">The stack, root first.</param>
    /// <param name="index">The frame's place in it.</param>
    public bool Fits(ReadOnlySpan<FrameId> frames, int index)
    {
        int frame = frames[index].Value;
        return _anywhere[frame] || (_asRoot[frame] && index == 0) || (_asLeaf[frame] && index == frames.Length - 1);
    }
}
