using FlameScope.Samples;

namespace FlameScope;

public sealed partial class SampleStore
{
    /// <summary>This store with further markers, such as deploys or requests that the recording knows nothing of.</summary>
    /// <param name="markers">
    /// The markers, in any order. Their <see cref="NamedMarker.Thread"/> is looked up among this store's threads by name and id, as
    /// <see cref="NamedMarker.From"/> writes it; one that is not there concerns no thread in particular.
    /// </param>
    /// <returns>A store that shares this one's samples; ids of this store are valid in it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="markers"/> or one of them is <see langword="null"/>.</exception>
    /// <exception cref="ProfileFormatException">The names are more bytes than a store can hold.</exception>
    public SampleStore WithMarkers(IEnumerable<NamedMarker> markers)
    {
        ArgumentNullException.ThrowIfNull(markers);
        Utf8TableExtension strings = new(Strings);
        Lazy<Dictionary<string, ThreadId>> threads = new(ThreadsByName);
        List<Marker> all = [.. Markers];
        foreach (NamedMarker marker in markers)
        {
            ArgumentNullException.ThrowIfNull(marker, nameof(markers));
            all.Add(new Marker(marker.Range, strings.Add(marker.Name))
            {
                Kind = strings.Add(marker.Kind),
                Text = strings.Add(marker.Text),
                Thread = marker.Thread is string name && threads.Value.TryGetValue(name, out ThreadId id) ? id : null,
            });
        }

        return new SampleStore(
            Tables with { Strings = strings.Build(), Markers = [.. all.OrderBy(marker => marker.Range.Start)] }, _block, Origin);
    }

    private Dictionary<string, ThreadId> ThreadsByName()
    {
        Dictionary<string, ThreadId> threads = [];
        for (int i = 0; i < ThreadTable.Length; i++)
        {
            threads.TryAdd(NamedMarker.ThreadNameOf(this, ThreadTable[i]), new ThreadId(i));
        }

        return threads;
    }
}
