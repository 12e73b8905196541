using System.Text;
using FlameScope.Formats.Linux;
using FlameScope.Samples;

namespace FlameScope.Formats.PerfData;

/// <summary>The labels of control groups by their ids.</summary>
internal sealed class CgroupSets(SampleStoreBuilder builder, IReadOnlyDictionary<ulong, byte[]> paths)
{
    private readonly Dictionary<ulong, LabelSetId> _sets = [];
    private ulong _lastId;
    private LabelSetId _lastSet;

    /// <summary>The labels of a group; none where nothing tells its path.</summary>
    public LabelSetId Of(ulong id)
    {
        if (id == _lastId)
        {
            return _lastSet;
        }

        if (!_sets.TryGetValue(id, out LabelSetId set))
        {
            set = paths.TryGetValue(id, out byte[]? path) ? Create(path) : LabelSetId.Empty;
            _sets.Add(id, set);
        }

        (_lastId, _lastSet) = (id, set);
        return set;
    }

    private LabelSetId Create(byte[] path)
    {
        LabelSetId set = Add(LabelSetId.Empty, CgroupLabels.Path, path);
        string text = Encoding.UTF8.GetString(path);
        if (ContainerNames.PodOf(text) is string pod)
        {
            set = Add(set, CgroupLabels.Pod, Encoding.UTF8.GetBytes(pod));
        }

        return ContainerNames.ContainerOf(text) is string container ? Add(set, CgroupLabels.Container, Encoding.UTF8.GetBytes(container)) : set;
    }

    private LabelSetId Add(LabelSetId set, string key, byte[] value) => builder.AddLabel(set, Encoding.UTF8.GetBytes(key), value);
}
