using FlameScope.Samples;

namespace FlameScope.Formats.Speedscope;

/// <summary>Stacks of places in the table of frames. Neighbours mostly share their roots, so those are not looked up again.</summary>
internal sealed class StackPath(StackTrieBuilder stacks)
{
    private int[] _frames = new int[64];
    private StackId[] _stacks = new StackId[64];
    private int _count;

    /// <summary>The stack of a list of places, the root first.</summary>
    public StackId Intern(ReadOnlySpan<int> frames)
    {
        if (frames.Length > _frames.Length)
        {
            Array.Resize(ref _frames, frames.Length);
            Array.Resize(ref _stacks, frames.Length);
        }

        int shared = frames.CommonPrefixLength(_frames.AsSpan(0, _count));
        StackId stack = shared == 0 ? StackId.Empty : _stacks[shared - 1];
        for (_count = shared; _count < frames.Length; _count++)
        {
            stack = stacks.Intern(stack, new FrameId(frames[_count]));
            _frames[_count] = frames[_count];
            _stacks[_count] = stack;
        }

        return stack;
    }
}
