using System.Globalization;
using System.Text;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>The last step of every load.</summary>
internal static class LoadedStore
{
    /// <exception cref="ProfileFormatException">There is not a single sample.</exception>
    public static SampleStore Build(SampleStoreBuilder builder, LoadContext context)
    {
        foreach (Marker marker in MarkersOfLost(builder, context))
        {
            builder.AddMarker(marker);
        }

        SampleStore store = builder.BuildLast(context.ToReport());
        return store.Count > 0 ? store : throw Empty(store.Report);
    }

    /// <summary>The error of an input that has not a single sample.</summary>
    public static ProfileFormatException Empty(LoadReport report)
    {
        string found = report.Diagnostics.Count > 0
            ? $"; {report.Diagnostics.Count} or more places could not be read, the first at {report.Diagnostics[0]}"
            : report.LinesRead > 0 ? $": {report.LinesRead} lines were read, {report.SideBand} of them side-band records"
            : $": {report.BytesRead} bytes were read, with {report.SideBand} events that are no samples";
        return new ProfileFormatException($"The input looks like {report.Format} but has no samples{found}. Record anew while the program runs, with stacks.");
    }

    /// <summary>Markers at the times when events were lost.</summary>
    /// <param name="builder">Where the markers' strings go.</param>
    /// <param name="context">The account, which has the times.</param>
    /// <param name="start">How many of them are left out.</param>
    public static Marker[] MarkersOfLost(SampleStoreBuilder builder, LoadContext context, int start = 0)
    {
        if (context.LostTimes.Count == start || builder.TimeAxis != TimeAxis.Clock)
        {
            return [];
        }

        StringId name = builder.AddString("lost events"u8);
        StringId kind = builder.AddString("lost"u8);
        Marker[] markers = new Marker[context.LostTimes.Count - start];
        for (int i = 0; i < markers.Length; i++)
        {
            (long time, long count) = context.LostTimes[start + i];
            StringId text = builder.AddString(Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
            markers[i] = new Marker(new TimeRange(time, time), name) { Kind = kind, Text = text };
        }

        return markers;
    }
}
