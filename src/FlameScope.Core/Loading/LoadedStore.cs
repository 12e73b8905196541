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
        AddLost(builder, context);
        SampleStore store = builder.Build(context.ToReport());
        if (store.Count > 0)
        {
            return store;
        }

        LoadReport report = store.Report;
        string found = report.Diagnostics.Count > 0
            ? $"; {report.Diagnostics.Count} or more places could not be read, the first at {report.Diagnostics[0]}"
            : report.LinesRead > 0 ? $": {report.LinesRead} lines were read, {report.SideBand} of them side-band records"
            : $": {report.BytesRead} bytes were read, with {report.SideBand} events that are no samples";
        throw new ProfileFormatException($"The input looks like {report.Format} but has no samples{found}. Record anew while the program runs, with stacks.");
    }

    private static void AddLost(SampleStoreBuilder builder, LoadContext context)
    {
        if (context.LostTimes.Count == 0 || builder.TimeAxis != TimeAxis.Clock)
        {
            return;
        }

        StringId name = builder.AddString("lost events"u8);
        StringId kind = builder.AddString("lost"u8);
        foreach ((long time, long count) in context.LostTimes)
        {
            StringId text = builder.AddString(Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
            builder.AddMarker(new Marker(new TimeRange(time, time), name) { Kind = kind, Text = text });
        }
    }
}
