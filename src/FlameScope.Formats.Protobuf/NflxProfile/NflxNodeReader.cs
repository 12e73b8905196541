using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>Reads the entries of the map of nodes.</summary>
internal sealed class NflxNodeReader(WireReader reader, LoadContext context)
{
    private int _frames;

    public Dictionary<long, NflxNode> Nodes { get; } = [];

    public void Read(int end)
    {
        TableLimit.Check("nodes", Nodes.Count, context.Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
        long id = 0;
        NflxNode? node = null;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case NflxProfileField.NodeKey:
                    id = (uint)reader.ReadVarint();
                    break;
                case NflxProfileField.NodeValue:
                    node = ReadNode(reader.Enter(end));
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        Nodes[id] = node ?? new NflxNode();
    }

    private NflxNode ReadNode(int end)
    {
        NflxNode node = new();
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case NflxProfileField.NodeName:
                    node.Name = reader.ReadBytes(end);
                    break;
                case NflxProfileField.NodeChild:
                    node.Children.Add((uint)reader.ReadVarint());
                    break;
                case NflxProfileField.NodeChildren:
                    reader.ReadPacked(end, node.Children);
                    break;
                case NflxProfileField.NodeLibrary:
                    node.Library = reader.ReadBytes(end);
                    break;
                case NflxProfileField.NodeParent:
                    node.Parent = (uint)reader.ReadVarint();
                    break;
                case NflxProfileField.NodePid:
                    node.Pid = ThreadTable.IdOf(reader.ReadVarint());
                    break;
                case NflxProfileField.NodeTid:
                    node.Tid = ThreadTable.IdOf(reader.ReadVarint());
                    break;
                case NflxProfileField.NodeCpu:
                    node.Cpu = NflxColumns.CpuOf(reader.ReadVarint());
                    break;
                case NflxProfileField.NodeWeight:
                    node.Weight = reader.ReadVarint();
                    break;
                case NflxProfileField.NodeFrame:
                    TableLimit.Check("frames on nodes", _frames++, context.Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
                    node.Frames.Add(ReadFrame(reader.Enter(end)));
                    break;
                case NflxProfileField.NodeFile:
                    node.File = reader.ReadBytes(end);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return node;
    }

    private NflxFrame ReadFrame(int end)
    {
        NflxFrame frame = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case NflxProfileField.FrameName:
                    frame = frame with { Name = reader.ReadBytes(end) };
                    break;
                case NflxProfileField.FrameLibrary:
                    frame = frame with { Library = reader.ReadBytes(end) };
                    break;
                case NflxProfileField.FrameFile:
                    frame = frame with { File = reader.ReadBytes(end) };
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return frame;
    }
}
