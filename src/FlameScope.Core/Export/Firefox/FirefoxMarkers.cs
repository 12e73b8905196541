using System.Text.Json;
using FlameScope.Filters;

namespace FlameScope.Export.Firefox;

/// <summary>The markers of a slice, by thread.</summary>
internal sealed class FirefoxMarkers
{
    /// <summary>The type of their fields.</summary>
    public const string Type = "FlameScope";

    private readonly SampleStore _store;
    private readonly List<Marker> _markers = [];
    private readonly List<StringId> _kinds = [];

    public FirefoxMarkers(SampleStore store, ProfileSlice slice)
    {
        _store = store;
        foreach (Marker marker in store.TimeAxis == TimeAxis.Clock ? store.Markers : [])
        {
            if (slice.Range is not TimeRange range || marker.IsIn(range))
            {
                _markers.Add(marker);
                if (marker.Kind != StringId.Empty && !_kinds.Contains(marker.Kind))
                {
                    _kinds.Add(marker.Kind);
                }
            }
        }
    }

    /// <summary>Names of the kinds.</summary>
    public IEnumerable<string> Kinds => _kinds.Select(kind => _store.Strings.GetString(kind));

    /// <summary>The markers of a thread.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="takesOthers">Whether those that belong to no thread, or to one without samples, stand here.</param>
    /// <param name="hasSamples">Whether a thread has samples.</param>
    public List<Marker> Of(int thread, bool takesOthers, Func<int, bool> hasSamples) =>
        _markers.FindAll(marker => marker.Thread is ThreadId own && hasSamples(own.Value) ? own.Value == thread : takesOthers);

    public int CategoryOf(Marker marker) =>
        marker.Kind == StringId.Empty ? FirefoxCategories.Other : FirefoxCategories.FixedCount + _kinds.IndexOf(marker.Kind);

    /// <summary>How the profiler shows them.</summary>
    public static void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartArray("markerSchema"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, Type);
        json.WriteStartArray("display"u8);
        json.WriteStringValue("marker-chart"u8);
        json.WriteStringValue("marker-table"u8);
        json.WriteStringValue("timeline-overview"u8);
        json.WriteEndArray();
        json.WriteString("chartLabel"u8, "{marker.data.name}");
        json.WriteString("tableLabel"u8, "{marker.data.name}");
        json.WriteStartArray("fields"u8);
        json.WriteStartObject();
        json.WriteString("key"u8, "name"u8);
        json.WriteString("label"u8, "Details"u8);
        json.WriteString("format"u8, "string"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
