using System.Runtime.InteropServices;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Stacks of locations, leaf first, as stacks of frames. Neighbours in an input mostly share their roots, so those are not looked up again.</summary>
internal sealed class StackTable(SampleStoreBuilder builder, LocationTable locations)
{
    private readonly List<(int Location, StackId Stack)> _path = [];

    /// <param name="leafFirst">Rows of the location table; a negative one is unknown.</param>
    public StackId Add(ReadOnlySpan<int> leafFirst)
    {
        int shared = SharedWith(leafFirst);
        StackId stack = shared == 0 ? StackId.Empty : _path[shared - 1].Stack;
        CollectionsMarshal.SetCount(_path, shared);
        for (int i = leafFirst.Length - 1 - shared; i >= 0; i--)
        {
            int location = leafFirst[i];
            if (location < 0)
            {
                stack = builder.AddStack(stack, builder.AddFrame("[unknown]"u8, default, FrameKind.Unknown));
            }
            else
            {
                ReadOnlySpan<FrameId> frames = locations.FramesOf(location);
                for (int frame = frames.Length - 1; frame >= 0; frame--)
                {
                    stack = builder.AddStack(stack, frames[frame]);
                }
            }

            _path.Add((location, stack));
        }

        return stack;
    }

    private int SharedWith(ReadOnlySpan<int> leafFirst)
    {
        ReadOnlySpan<(int Location, StackId Stack)> path = CollectionsMarshal.AsSpan(_path);
        int most = Math.Min(path.Length, leafFirst.Length);
        int shared = 0;
        while (shared < most && path[shared].Location == leafFirst[leafFirst.Length - 1 - shared])
        {
            shared++;
        }

        return shared;
    }
}
