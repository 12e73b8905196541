using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>A node of the profile's call tree.</summary>
internal sealed class NflxNode
{
    public long Parent { get; set; } = -1;

    public ByteRange Name { get; set; }

    public ByteRange Library { get; set; }

    public ByteRange File { get; set; }

    public int Pid { get; set; } = -1;

    public int Tid { get; set; } = -1;

    public int Cpu { get; set; } = -1;

    public long Weight { get; set; } = -1;

    public List<long> Children { get; } = [];

    /// <summary>Where each frame of the node's own stack is, root first; empty where stacks are paths of the tree.</summary>
    public List<NflxFrame> Frames { get; } = [];
}

/// <summary>A frame of a node's own stack, as pieces of the input.</summary>
internal readonly record struct NflxFrame(ByteRange Name, ByteRange Library, ByteRange File);
