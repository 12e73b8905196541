using FlameScope.Filters;

namespace FlameScope.Charts;

/// <summary>A slice resolved for files with the order of time: its samples, and those of each thread.</summary>
/// <remarks>Holds rented memory: dispose of it when the file is written.</remarks>
internal sealed class TimelineSlice : IDisposable
{
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    public TimelineSlice(ProfileSlice slice)
    {
        Store = slice.Profile.ToStore();
        Slice = slice.In(Store);
        Selection = new SampleSelection(Slice);
        Samples = new SamplesByThread(Store, Selection);
    }

    public SampleStore Store { get; }

    public ProfileSlice Slice { get; }

    public SampleSelection Selection { get; }

    public SamplesByThread Samples { get; }

    public void Dispose()
    {
        Samples.Dispose();
        Selection.Dispose();
    }
}
