using FlameScope.Formats;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>A profile as Netflix FlameScope's client sees one of its type: which samples, and in which shape trees are.</summary>
internal sealed class NetflixProfile
{
    private const string SpanKind = "spans";
    private const string SampleKind = "cpu";

    private NetflixProfile(SampleStore store, SampleFilter filter, FlameTreeOptions options, NetflixShape shape)
    {
        Store = store;
        Filter = filter;
        TreeOptions = options;
        Shape = shape;
    }

    public SampleStore Store { get; }

    public SampleFilter Filter { get; }

    public FlameTreeOptions TreeOptions { get; }

    public NetflixShape Shape { get; }

    /// <summary>The profile as the type that is asked for shows it.</summary>
    /// <exception cref="NetflixException">The file is of another type.</exception>
    public static NetflixProfile Of(SampleStore store, NetflixQuery query)
    {
        string type = NetflixTypes.Of(store.Report.Format);
        bool hasSamples = HasKind(store, SampleKind);
        if (query.Type != type && !(query.Type == NetflixTypes.CpuProfile && type == NetflixTypes.TraceEvent && hasSamples))
        {
            throw new NetflixException(StatusCodes.Status400BadRequest, $"The file is of the type {type}, not {query.Type}.");
        }

        FlameTreeOptions options = new() { Frames = query.Frames };
        return query.Type switch
        {
            NetflixTypes.CpuProfile => new(store, SampleFilter.Default, options with { Root = RootGrouping.None }, NetflixShape.OfCpuProfile),
            NetflixTypes.TraceEvent when HasKind(store, SpanKind) => new(
                PseudoSamples.Of(store, SpanKind), SampleFilter.Default, options with { Root = RootGrouping.None }, NetflixShape.OfTrace),
            NetflixTypes.TraceEvent => new(store, SampleFilter.Default, options with { Root = RootGrouping.None }, NetflixShape.OfTrace),
            _ => new(store, SampleFilter.Default, options, NetflixShape.Standard),
        };
    }

    /// <summary>The tree of a slice.</summary>
    public FlameTree TreeOf(TimeRange? range, CancellationToken cancellation) =>
        FlameTree.Create(Store.Slice(range).Where(Filter).CancelledBy(cancellation), TreeOptions);

    private static bool HasKind(SampleStore store, string name)
    {
        foreach (EventKind kind in store.EventKinds)
        {
            if (store.Strings.GetString(kind.Name) == name)
            {
                return true;
            }
        }

        return false;
    }
}
