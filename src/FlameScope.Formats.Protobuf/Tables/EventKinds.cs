using System.Text;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>The event kinds of an input. Two that differ in more than their name are never one.</summary>
internal sealed class EventKinds(SampleStoreBuilder builder)
{
    private readonly Dictionary<string, EventKind> _known = new(StringComparer.Ordinal);

    /// <param name="value">What is counted.</param>
    /// <param name="counting">How its samples come about.</param>
    /// <param name="isDefault">Whether views show it where nothing else is asked for.</param>
    public EventKindId Add(ValueKind value, EventCounting counting, bool isDefault)
    {
        EventKind kind = value.ToEventKind(counting, isDefault);
        string name = value.Type.Length > 0 ? value.Type : "samples";
        foreach (string candidate in (string[])[name, $"{name} ({kind.Unit})", $"{name} ({kind.Unit}, {(counting == EventCounting.Aggregated ? "sums" : "samples")})"])
        {
            if (!_known.TryGetValue(candidate, out EventKind? known))
            {
                _known.Add(candidate, kind);
                return builder.AddEventKind(Encoding.UTF8.GetBytes(candidate), kind);
            }

            if (known.Unit == kind.Unit && known.Counting == kind.Counting)
            {
                return builder.AddEventKind(Encoding.UTF8.GetBytes(candidate), kind);
            }
        }

        return builder.AddEventKind(Encoding.UTF8.GetBytes(name), kind);
    }
}
